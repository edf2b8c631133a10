import { createElement, Fragment, type ReactNode } from 'react';
import { tParts } from '../../shared/language/text.ts';

/** A text of the interface with pieces of the page in it: `<Text of="Compare {serial} with the device." serial={<Serial … />} />`. */
export function Text({ of, ...pieces }: { readonly of: string } & Readonly<Record<string, ReactNode>>) {
  return createElement(Fragment, null, ...tParts<ReactNode>(of, pieces));
}
