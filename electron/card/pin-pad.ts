import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { PinPad, PinPadOutcome } from '../transport/transport.ts';
import { type Occasion, refusal } from './refusals.ts';

// headers of VERIFY and CHANGE REFERENCE DATA for the user PIN (ISO 7816-4 11.6); the reader adds what is entered
const VERIFY = Uint8Array.of(0x00, 0x20, 0x00, 0x81);
const CHANGE_REFERENCE_DATA = Uint8Array.of(0x00, 0x24, 0x00, 0x81);

const OK = 0x9000;

/** Logs in with the PIN that is entered on the reader. Throws Refusal as `verifyUserPin`, and pin-pad-… where no PIN reached the device. */
export async function verifyOnPinPad(pinPad: PinPad): Promise<void> {
  assertDone(await pinPad.verify(VERIFY), { purpose: 'verify-user-pin', during: t('verify the User PIN') });
}

/** Changes the user PIN on a reader that can; it is not verified afterwards. Throws Refusal as `changeUserPin`, and pin-pad-…. */
export async function changeOnPinPad(modify: NonNullable<PinPad['modify']>): Promise<void> {
  assertDone(await modify(CHANGE_REFERENCE_DATA), { purpose: 'change-user-pin', during: t('change the User PIN') });
}

function assertDone(outcome: PinPadOutcome, occasion: Occasion): void {
  switch (outcome.kind) {
    case 'answered':
      if (outcome.sw !== OK) throw refusal(outcome.sw, occasion);
      return;
    case 'timed-out':
      refuse('pin-pad-timed-out');
      break;
    case 'cancelled':
      refuse('pin-pad-cancelled');
      break;
    case 'pins-differ':
      refuse('pin-pad-pins-differ');
      break;
    case 'length':
      refuse('pin-pad-length');
  }
}
