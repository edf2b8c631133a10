import { login } from '../../../electron/ceremony/pins/login.ts';
import { changePin, changeTheSoPin, unblockPin } from '../../../electron/ceremony/pins/pins.ts';
import { pins } from '../../ceremony/rehearsal-room.ts';
import type { Operation } from '../operation.ts';
import { newPins } from '../scene.ts';

export const pinOperations: readonly Operation[] = [
  {
    name: 'Login with User PIN',
    cards: ['vault'],
    act: ({ room, serial, userPin }) => {
      room.person.types({ 'user-pin': userPin });
      return login(room.workstation, serial);
    },
  },
  {
    name: 'Change User PIN',
    cards: ['vault'],
    loggedIn: true,
    changesCard: true,
    act: async (scene) => {
      // who does not know whether it was changed tries the one and then the other
      const candidates = [...new Set([scene.userPin, newPins.user])];
      scene.room.person.types(...candidates.map((pin) => ({ 'user-pin': pin, 'new-user-pin': newPins.user })));
      await changePin(scene.room.workstation, scene.serial);
      scene.userPin = newPins.user;
    },
  },
  {
    name: 'Unblock User PIN',
    cards: ['vault'],
    changesCard: true,
    act: async (scene) => {
      scene.room.person.types({ 'so-pin': scene.soPin, 'new-user-pin': newPins.user });
      await unblockPin(scene.room.workstation, scene.serial);
      scene.userPin = newPins.user;
    },
  },
  {
    name: 'Change SO-PIN',
    cards: ['vault'],
    changesCard: true,
    act: async (scene) => {
      // the old one first and, if it is refused, the new one, as the app says
      const candidates = scene.soPin === pins.so ? [pins.so, newPins.so] : [newPins.so, pins.so];
      scene.room.person.types(...candidates.map((so) => ({ 'so-pin': so, 'new-so-pin': newPins.so })));
      await changeTheSoPin(scene.room.workstation, scene.serial);
    },
  },
];
