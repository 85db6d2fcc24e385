import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { stripMetadata } from '#content/attachments/strip-metadata.ts';
import { UnreadableFile } from '#content/attachments/unreadable-file.ts';
import { smallPng } from '../support/upload.ts';

const SECRET = 'GPS 55.7090 N 9.5357 E';
const has = (bytes: Buffer) => bytes.includes('GPS');

describe('a JPEG', () => {
  const segment = (marker: number, content: string | Buffer) => {
    const body = Buffer.from(content);
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
  /** An Exif segment that says which way up the picture is, and what else stands after that. */
  const exif = (orientation: number, isLittle: boolean, rest = SECRET) => {
    const tiff = isLittle
      ? hex(`4949 2a00 08000000 0100 1201 0300 01000000 0${orientation}000000 00000000`)
      : hex(`4d4d 002a 00000008 0001 0112 0003 00000001 000${orientation}0000 00000000`);
    return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(rest)]));
  };
  const start = Buffer.from([0xff, 0xd8]);
  const jfif = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0');
  const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01farver');
  const table = segment(0xdb, 'tabel');
  const scan = Buffer.concat([segment(0xda, 'hoved'), Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4])]);
  const end = Buffer.from([0xff, 0xd9]);

  test('loses what a camera and a program wrote, and what follows its end', () => {
    const bytes = Buffer.concat([
      ...[start, jfif, exif(1, true), segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`), profile],
      ...[segment(0xe2, `MPF\0${SECRET}`), segment(0xed, `Photoshop 3.0\0${SECRET}`), segment(0xfe, SECRET), table],
      ...[scan, segment(0xc4, 'flere tabeller'), scan, end, Buffer.from(SECRET)],
    ]);
    const stripped = stripMetadata(bytes, 'jpg');
    expect(has(stripped)).toBe(false);
    expect(stripped).toEqual(
      Buffer.concat([start, jfif, profile, table, scan, segment(0xc4, 'flere tabeller'), scan, end]),
    );
  });

  test.each([
    [true, 6],
    [false, 6],
    [true, 3],
    [false, 8],
  ])('still says which way up it is (little-endian: %s, orientation %i)', (isLittle, orientation) => {
    const stripped = stripMetadata(Buffer.concat([start, exif(orientation, isLittle), table, scan, end]), 'jpg');
    expect(stripped).toEqual(Buffer.concat([start, exif(orientation, false, ''), table, scan, end]));
    // What was made can be read again, and nothing more is to be taken out.
    expect(stripMetadata(stripped, 'jpg')).toEqual(stripped);
  });

  test.each([
    ['ends in the middle', Buffer.concat([start, jfif]).subarray(0, 12)],
    ['has a picture without an end', Buffer.concat([start, scan])],
    ['has something else where a part must begin', Buffer.concat([start, Buffer.from('noget andet'), end])],
  ])('that %s is refused', (_, bytes) => {
    expect(() => stripMetadata(bytes, 'jpg')).toThrow(UnreadableFile);
  });
});

describe('a PNG', () => {
  const chunk = (name: string, content: string) => {
    const body = Buffer.from(name + content);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const png = Buffer.from(smallPng);

  test('loses texts, times and what a camera wrote', () => {
    const secrets = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'].map((name) => chunk(name, SECRET));
    const bytes = Buffer.concat([png.subarray(0, 33), ...secrets, png.subarray(33), Buffer.from(SECRET)]);
    expect(stripMetadata(bytes, 'png')).toEqual(png);
  });

  test('that is cut short is refused', () => {
    expect(() => stripMetadata(png.subarray(0, -5), 'png')).toThrow(UnreadableFile);
  });
});

describe('a WebP', () => {
  const chunk = (name: string, content: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(content.length);
    return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)]);
  };
  const riff = (...chunks: Buffer[]) => chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
  const head = (flags: number) => chunk('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const picture = chunk('VP8 ', Buffer.from('billede'));

  test('loses what a camera and a program wrote, and says no longer that it is there', () => {
    const bytes = riff(head(0x1c), picture, chunk('EXIF', Buffer.from(SECRET)), chunk('XMP ', Buffer.from(SECRET)));
    expect(stripMetadata(bytes, 'webp')).toEqual(riff(head(0x10), picture));
  });

  test('that is cut short is refused', () => {
    expect(() => stripMetadata(riff(head(0), picture).subarray(0, -3), 'webp')).toThrow(UnreadableFile);
  });
});

test('a document is left as it is', () => {
  const bytes = Buffer.from('%PDF-1.4 …');
  expect(stripMetadata(bytes, 'pdf')).toBe(bytes);
});
