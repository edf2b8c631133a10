import { t } from '../../../shared/language/text.ts';
import type { SecretBridge, SecretPage, SecretProgress } from '../messages.ts';
import { element } from './element.ts';
import { factsView } from './facts-view.ts';
import { FieldView } from './field-view.ts';
import { guardFromHaste } from './guard-from-haste.ts';
import { NewPassword } from './new-password.ts';
import { BusyView, FailureView } from './outcome-view.ts';

declare global {
  interface Window {
    readonly secrets: SecretBridge;
  }
}

/** The whole page: one form. Plain DOM, no code of others: PINs, passwords and shares are typed here. */
function build(bridge: SecretBridge, { form, rehearsal }: SecretPage, root: HTMLElement): void {
  const views = form.fields.map((field) => new FieldView(field, () => update()));
  const viewOf = (name: string | undefined) => views.find((view) => view.field.name === name);
  const newPasswords = views
    .filter((view) => view.field.isNew && view.field.kind === 'password' && view.field.repeats === undefined)
    .map(
      (view) =>
        new NewPassword(
          bridge,
          view,
          views.find((other) => other.field.repeats === view.field.name),
          () => update(),
        ),
    );
  const failureView = new FailureView();
  const busyView = new BusyView();
  const agreed = form.confirmation === undefined ? undefined : element('input', { type: 'checkbox', id: 'confirmation' });
  const ok = element(
    'button',
    { type: 'submit', class: form.agree?.loses ? 'danger' : 'primary', 'aria-describedby': form.agree && 'purpose facts warning' },
    form.agree?.button ?? form.onReader?.start ?? t('OK'),
  );
  const cancel = element('button', { type: 'button' }, t('Cancel'));
  const otherWay = form.otherWay === undefined ? undefined : element('button', { type: 'button' }, form.otherWay);
  const guard = guardFromHaste(ok, form.agree !== undefined);
  const entries = element('fieldset', { 'aria-labelledby': 'title' }, ...views.map((view) => view.node));
  if (agreed)
    entries.append(element('label', { class: 'confirmation', for: 'confirmation' }, agreed, element('span', {}, form.confirmation ?? '')));
  const page = element(
    'form',
    { novalidate: '', 'data-asks': form.agree && 'agreement' },
    ...(views.length > 0 || agreed ? [entries] : []),
    busyView.node,
    failureView.node,
    element('div', { class: 'buttons' }, cancel, ...(otherWay ? [otherWay] : []), ok),
  );
  let busy = false;
  let progress: SecretProgress | null = null;

  function update(): void {
    const checks = views.map((view) => view.check(viewOf(view.field.repeats)));
    for (const each of newPasswords) each.update();
    ok.disabled = busy || checks.some((check) => !check.complete) || agreed?.checked === false;
    entries.disabled = busy;
    cancel.disabled = busy && progress?.cancellable !== true;
    if (otherWay) otherWay.disabled = busy;
    if (busy) busyView.show(progress, form.onReader?.meanwhile);
    else busyView.clear();
  }

  const isOpen = (view: FieldView) => view.input.value === '' || !view.check(viewOf(view.field.repeats)).complete;
  const focusFirstOpen = () => {
    // Where something is lost, Enter alone must not answer.
    const open = form.agree?.loses ? cancel : (views.find(isOpen)?.input ?? agreed ?? ok);
    open.focus();
  };

  async function submit(): Promise<void> {
    if (guard.isUp) return;
    if (ok.disabled) return busy ? undefined : focusFirstOpen();
    busy = true;
    failureView.clear();
    const taken = Object.fromEntries(views.map((view) => [view.field.name, view.take()]));
    for (const each of newPasswords) each.forget();
    update();
    const answer = bridge.submit(taken);
    for (const bytes of Object.values(taken)) bytes.fill(0);
    const failure = await answer;
    if (!failure) return; // main closes the window
    busy = false;
    if (agreed) agreed.checked = false;
    update();
    failureView.show(failure);
    focusFirstOpen();
  }

  page.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  // Enter submits also where OK is disabled: then it leads to what is missing.
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || !ok.disabled) return;
    event.preventDefault();
    void submit();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !cancel.disabled) bridge.cancel();
  });
  cancel.addEventListener('click', () => bridge.cancel());
  otherWay?.addEventListener('click', () => bridge.otherWay());
  agreed?.addEventListener('change', update);
  bridge.progress((now) => {
    progress = now;
    if (busy) update();
  });
  window.addEventListener('blur', () => {
    for (const view of views) view.hide();
    for (const each of newPasswords) each.cover();
  });

  document.title = form.title;
  const banner = rehearsal ? [element('p', { class: 'rehearsal' }, t('REHEARSAL'))] : [];
  const device = form.device === undefined ? [] : [element('p', { class: 'device' }, form.device)];
  const heading = element('h1', { id: 'title' }, form.title);
  const purpose = element('p', { id: 'purpose', class: 'purpose' }, form.purpose);
  root.replaceChildren(...banner, element('header', {}, heading, ...device), purpose, ...factsView(form), page);
  update();
  new ResizeObserver(() => bridge.height(Math.ceil(root.getBoundingClientRect().height))).observe(root);
  focusFirstOpen();
}

const root = document.getElementById('window');
if (root) void window.secrets.form().then((page) => build(window.secrets, page, root));
