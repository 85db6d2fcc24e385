/** Below it no marker begins a segment, nor do those from RST0 to SOI. */
const FIRST = 0xc0;
const RST0 = 0xd0;
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const ORIENTATION = 0x0112;

/**
 * A JPEG without comments and without all that programs add, but for its colours and which way up it is. Throws
 * RangeError where its parts do not fit together.
 */
export function stripJpeg(bytes: Buffer): Buffer {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes.readUInt8(at + 1) !== EOI) {
    if (bytes.readUInt8(at) !== 0xff) throw new RangeError('No marker where one must be');
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (marker < FIRST || (marker >= RST0 && marker <= SOI)) throw new RangeError('A marker that cannot stand here');
    const segmentEnd = at + 2 + bytes.readUInt16BE(at + 2);
    const end = marker === SOS ? findScanEnd(bytes, segmentEnd) : segmentEnd;
    const segment = bytes.subarray(at, end);
    if (isKept(marker, segment)) parts.push(segment);
    else if (marker === APP1) parts.push(keepOrientation(segment));
    at = end;
  }
  return Buffer.concat([...parts, Buffer.from([0xff, EOI])]);
}

/** JFIF's and Adobe's segments and the colour profile say how to show the picture; no other segment of a program does. */
function isKept(marker: number, segment: Buffer): boolean {
  if (marker === APP2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE';
  if (marker === APP0 || marker === APP14) return true;
  return (marker < APP0 || marker > APP15) && marker !== COMMENT;
}

/** The picture itself lasts until the next marker; FF 00 and FF D0 to FF D7 are part of it. */
function findScanEnd(bytes: Buffer, start: number): number {
  for (let at = start; ; at += 1) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) throw new RangeError('The picture has no end');
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && (next < RST0 || next >= SOI)) return at;
  }
}

/** A new Exif segment that says nothing but which way up; none where that is not said. */
function keepOrientation(segment: Buffer): Buffer {
  const value = readOrientation(segment);
  if (value === undefined || value < 2 || value > 8) return Buffer.alloc(0);
  const start = Buffer.from('ffe100224578696600004d4d002a000000080001011200030000000100000000', 'hex');
  start.writeUInt16BE(value, start.length - 4);
  return Buffer.concat([start, Buffer.alloc(4)]);
}

function readOrientation(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined;
  const tiff = segment.subarray(10);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(directory);
  for (let index = 0; index < count; index += 1) {
    const at = directory + 2 + index * 12;
    if (short(at) === ORIENTATION) return short(at + 8);
  }
  return undefined;
}
