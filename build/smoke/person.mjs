import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failed } from './steps.mjs';

/**
 * Who sits before the installed app, whose back doors are shut: sees it as a screen reader does (AT-SPI), presses what that shows,
 * and types on the keyboard of the X server.
 */
export class Person {
  #room;
  #root;

  constructor(room, root) {
    this.#room = room;
    this.#root = root;
    copyFileSync(join(import.meta.dirname, 'person.py'), join(root, 'opt/person.py'));
  }

  async #ask(request) {
    const { code, output } = await this.#room.run(['python3', '/opt/person.py', JSON.stringify(request)], { asUser: true });
    if (code !== 0) throw new Failed(`the accessibility bus does not answer: ${output.trim().split('\n').at(-1)}`);
    return JSON.parse(output.trim().split('\n').at(-1));
  }

  /** All that can be seen: role, name, text and states each. */
  look() {
    return this.#ask({ do: 'look' });
  }

  /** Waits until something that `shows` says yes to can be seen, and gives it. */
  async see(what, shows, patienceMs = 20_000) {
    for (const end = Date.now() + patienceMs; ; await wait(150)) {
      const all = await this.look();
      const found = all.find(shows);
      if (found) return found;
      if (Date.now() > end) throw new Failed(`${what} is not to be seen`);
    }
  }

  seeText(text, patienceMs) {
    return this.see(`“${text}”`, ({ name, text: own }) => name.includes(text) || own.includes(text), patienceMs);
  }

  async seeGone(name, patienceMs = 20_000) {
    for (const end = Date.now() + patienceMs; ; await wait(150)) {
      const all = await this.look();
      if (all.length > 0 && !all.some((each) => each.name === name)) return;
      if (Date.now() > end) throw new Failed(`“${name}” does not go`);
    }
  }

  async #act(request, patienceMs = 20_000) {
    for (const end = Date.now() + patienceMs; ; await wait(150)) {
      const answer = await this.#ask(request);
      if (answer === 'done') return;
      if (Date.now() > end) throw new Failed(`“${request.name}” cannot be ${request.do === 'press' ? 'pressed' : 'reached'}: ${answer}`);
    }
  }

  press(name, { window, role = ['push button', 'menu item'] } = {}) {
    return this.#act({ do: 'press', role, name, window });
  }

  /** A node of the tree, by the beginning of its text. */
  select(text) {
    return this.#act({ do: 'press', role: ['tree item'], name: `${text}*` });
  }

  async fill(label, text) {
    await this.#act({ do: 'focus', role: ['entry', 'password text', 'spin button', 'text'], name: label });
    await this.see(`the focus in “${label}”`, ({ name, states }) => name === label && states.includes('focused'));
    await this.key('ctrl+a');
    await this.type(text);
  }

  async type(text) {
    await this.#hand(['xdotool', 'type', '--clearmodifiers', '--delay', '12', '--file', '-'], text);
  }

  async key(...keys) {
    await this.#hand(['xdotool', 'key', '--clearmodifiers', '--delay', '40', ...keys]);
  }

  /** Says yes in main's own window of this title, which asks before a card is changed. */
  async agree(title, button) {
    await this.inFront(title);
    await this.press(button, { window: title });
    await this.inFront(title, { gone: true });
  }

  /** Answers the system's own file dialog, which assistive technology does not see: types the whole path. */
  async choose(title, path) {
    await this.inFront(title);
    await wait(300); // it takes the focus after it is drawn
    await this.key('ctrl+l', 'ctrl+a');
    await this.type(path);
    await wait(300); // it completes names as they are typed
    await this.key('Return');
    await this.inFront(title, { gone: true });
  }

  /** Waits until the window of this title is the one that takes the keys, or is no longer. */
  async inFront(title, { gone = false, patienceMs = 20_000 } = {}) {
    for (const end = Date.now() + patienceMs; ; await wait(150)) {
      const { output } = await this.#room.run(['xdotool', 'getactivewindow', 'getwindowname'], { asUser: true });
      if ((output.trim() === title) !== gone) return;
      if (Date.now() > end) throw new Failed(`the window “${title}” does not ${gone ? 'go' : 'come'}; in front is “${output.trim()}”`);
    }
  }

  async photograph(file) {
    const { code } = await this.#room.run(['scrot', '--overwrite', '/var/tmp/screen.png'], { asUser: true });
    if (code === 0) copyFileSync(join(this.#root, 'var/tmp/screen.png'), file);
  }

  async #hand(words, input) {
    const { code, output } = await this.#room.run(words, { asUser: true, input });
    if (code !== 0) throw new Failed(`xdotool: ${output.trim()}`);
  }
}
