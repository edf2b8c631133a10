import { expect } from 'vitest';
import { login } from '../../electron/ceremony/pins/login.ts';
import { type InitializeRequest, initialize } from '../../electron/ceremony/set-up/initialize.ts';
import { createShare, importShare } from '../../electron/ceremony/shares/shares.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { CreatedShare } from '../../shared/models/reports.ts';
import { pins, type RehearsalRoom, strong } from './rehearsal-room.ts';

/** Matches a Refusal with this code. */
export const refusal = (code: FailureCode) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

/** Initializes a device: label `Vault <n>`, three tries, one share, PIN reset allowed, unless told otherwise. */
export async function setUp(
  room: RehearsalRoom,
  index: number,
  changes: Partial<InitializeRequest> = {},
  userPin = pins.user,
): Promise<void> {
  const serial = room.serialOf(index);
  room.person.types({ 'so-pin': pins.so, 'new-user-pin': userPin });
  await initialize(room.workstation, {
    serial,
    label: `Vault ${index + 1}`,
    scheme: 'shares',
    shares: 1,
    retries: 3,
    resetWithSoPin: true,
    confirmation: serial.slice(-4),
    ...changes,
  });
}

export async function logIn(room: RehearsalRoom, index = 0): Promise<void> {
  room.person.types({ 'user-pin': pins.user });
  await login(room.workstation, room.serialOf(index));
}

/** Makes a share file with this name. */
export async function makeShare(room: RehearsalRoom, name: string): Promise<CreatedShare> {
  room.person.saves(room.path(name)).types({ password: strong });
  return createShare(room.workstation, room.serialOf(0));
}

/** A device that is initialized, logged in and has a DKEK of one share. */
export async function readyDevice(room: RehearsalRoom, index: number, share: CreatedShare): Promise<void> {
  await setUp(room, index);
  await logIn(room, index);
  room.person.opens(share.path).types({ password: strong });
  await importShare(room.workstation, room.serialOf(index), {});
}
