"""The eyes and hands of a person with a screen reader: reads what the windows offer to assistive technology, presses and focuses it.

One request in JSON as the argument, one answer in JSON. Requests: {"do": "look"}; {"do": "press" | "focus", "role", "name", "window"},
where "window" may be left out, and a name ending in * is a beginning.
"""
import json
import sys

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib


def below(node, window=''):
    """Each object below a node: itself, its role, its name, and the title of the window it is in."""
    if node is None:
        return
    role, name = node.get_role_name(), node.get_name() or ''
    yield node, role, name, window
    for place in range(node.get_child_count()):
        yield from below(node.get_child_at_index(place), name if role == 'frame' else window)


def text_of(node):
    text = node.get_text_iface()
    return text.get_text(0, text.get_character_count()) if text else ''


def states_of(node):
    states = node.get_state_set()
    of_interest = ('VISIBLE', 'SENSITIVE', 'FOCUSED', 'CHECKED', 'SELECTED', 'ACTIVE')
    return [name.lower() for name in of_interest if states.contains(getattr(Atspi.StateType, name))]


def fits(wanted, name):
    return name.startswith(wanted[:-1]) if wanted.endswith('*') else name == wanted


def look():
    seen = []
    for node, role, name, window in below(Atspi.get_desktop(0)):
        states = states_of(node)
        if 'visible' in states:
            seen.append({'role': role, 'name': name, 'text': text_of(node), 'states': states, 'window': window})
    return seen


def act(request):
    answer = 'absent'
    for node, role, name, window in below(Atspi.get_desktop(0)):
        if role not in request['role'] or not fits(request['name'], name):
            continue
        if request.get('window', window) != window:
            continue
        states = states_of(node)
        if 'visible' not in states:
            continue
        if 'sensitive' not in states:
            answer = 'disabled'
            continue
        done = node.do_action(0) if request['do'] == 'press' else node.grab_focus()
        return 'done' if done else 'refused'
    return answer


request = json.loads(sys.argv[1])
try:
    answer = look() if request['do'] == 'look' else act(request)
except GLib.Error:  # the window has changed meanwhile: whoever asked looks again
    answer = [] if request['do'] == 'look' else 'changing'
print(json.dumps(answer))
