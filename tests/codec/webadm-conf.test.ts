import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebadmConf } from '../../electron/codec/webadm-conf.ts';
import { concat, utf8 } from '../../shared/bytes.ts';
import { Refusal } from '../../shared/failure.ts';

const read = (text: string) => readWebadmConf(utf8.encode(text));
const named = (text: string, name: string) => read(text).settings.filter((setting) => setting.name === name);

describe('a webadm.conf', () => {
  test.each([
    ['blanks', 'hsm_keyid   0'],
    ['tabs and CRLF', 'hsm_keyid\t0\r\n'],
    ['a byte order mark', '\uFEFFhsm_keyid 0\n'],
    ['quotation marks', 'hsm_keyid "0"'],
    ['a comment behind it', 'hsm_keyid 0   # the production key'],
    ['an equals sign', 'hsm_keyid = 0'],
    ['another case', 'HSM_KeyID 0'],
  ])('is read with %s', (_, text) => {
    expect(named(text, 'hsm_keyid')).toMatchObject([{ line: 1, values: ['0'], length: 1 }]);
  });

  test('may have several values in one line, in quotation marks each, and in the lines after it', () => {
    for (const text of ['hsm_keyid 1,0', 'hsm_keyid "1", "0"', 'hsm_keyid 1, \\\n  0', 'hsm_keyid "1",\n "0"\nencrypt_hsm Yes'])
      expect(named(text, 'hsm_keyid')).toMatchObject([{ line: 1, values: ['1', '0'] }]);
  });

  test('is told with the lines that are no setting', () => {
    const { faults, settings, commented } = read('# hsm_keyid 0\nencrypt_hsm\n%!?\nhsm_model "smartcard\n[section]\nproxy_user "cn=x"\n');
    expect(faults).toEqual([
      { line: 2, why: 'it has no value' },
      { line: 3, why: 'it does not begin with the name of a setting' },
      { line: 4, why: 'a quotation mark is not closed' },
      { line: 5, why: 'it does not begin with the name of a setting' },
    ]);
    expect(settings.map(({ name }) => name)).toEqual(['encrypt_hsm', 'hsm_model', 'other']);
    expect(commented).toEqual([{ name: 'hsm_keyid', line: 1 }]);
  });

  test('never gives a secret value, whatever stands around it', () => {
    const written = '648219secret';
    for (const line of [
      `hsm_pin ${written}`,
      `hsm_pin "${written}" # own`,
      `hsm_pin=${written}`,
      `encrypt_key "a", \\\n "${written}"`,
      `proxy_password ${written}`,
      `${written}`,
      `hsm_pin\n${written} x`,
      // lines that were joined by mistake, and a comma too many
      `hsm_keyid 0 hsm_pin "${written}"`,
      `hsm_keyid 0,\nhsm_pin "${written}"`,
      `hsm_keyid 0 \\\n HSM_PIN ${written}`,
    ])
      expect(JSON.stringify(read(`encrypt_hsm Yes\n${line}\n`)).toLowerCase()).not.toContain('secret"');
    expect(named(`hsm_pin "${written}" # own`, 'hsm_pin')).toEqual([{ name: 'hsm_pin', line: 1, length: 12, isPlaceholder: false }]);
    expect(named('hsm_pin <entered by you>', 'hsm_pin')).toMatchObject([{ isPlaceholder: true }]);
  });

  test('with a setting that goes on over every line is read in a time that grows with the file alone', () => {
    const { settings } = read(`hsm_keyid 0,\n${'1,\n'.repeat(80_000)}`);
    expect(settings).toMatchObject([{ name: 'hsm_keyid', line: 1 }]);
    expect(settings[0]?.values?.length).toBeLessThan(300);
  }, 2000);

  test('is refused as a whole when it is binary or UTF-16', () => {
    for (const bytes of [Uint8Array.of(0x30, 0x82, 0, 1), concat(Uint8Array.of(0xff, 0xfe), Uint8Array.of(0x68, 0))])
      expect(() => readWebadmConf(bytes)).toThrow(Refusal);
  });

  test('is read from any bytes without a fault of ours, and tells at most 20 lines that are none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const text = bytes.map((byte) => (byte === 0 ? 0x0a : byte));
        expect(readWebadmConf(text).faults.length).toBeLessThanOrEqual(20);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void read(text.replaceAll('\0', '\n'))));
    expect(read('?\n'.repeat(5_000))).toMatchObject({ moreFaults: 4_980 });
  });
});
