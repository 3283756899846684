// Takes the calculator out of this file: letters to bytes, bytes by LZMA to columns, columns to WebAssembly. The other way is
// xtask/src/offline: letters.rs, lzma.rs, columns.rs.

// ---- letters.rs ----

// Each letter of windows-1252 is a byte. What cannot stand in a script element follows an equals sign, 64 further on.
function bytesOf(text) {
  const letters = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const byteOf = new Map(Array.from(letters, (letter, byte) => [letter, byte]));
  const bytes = new Uint8Array(text.length);
  let to = 0;
  for (let from = 0; from < text.length; from++)
    bytes[to++] = text[from] === "=" ? byteOf.get(text[++from]) - 64 : byteOf.get(text[from]);
  return bytes.subarray(0, to);
}

// ---- lzma.rs ----

// A stream of LZMA without header, of which the size is known; what a literal depends on is the first 2 bits of the byte before it.
function unlzma(packed, size) {
  const bytes = new Uint8Array(size);
  // The chances of a zero bit, in 2048ths, each kind of decision beginning at a place of its own.
  const MATCH = 0, REPEAT = 12, SHORT_OR_FIRST = 24, SECOND = 36, THIRD = 48, LONG = 60, SLOT = 72, SPECIAL = 328, ALIGN = 443;
  const LENGTH = 459, REPEATED_LENGTH = 733, LITERAL = 1007, LITERALS = 0x300;
  const chances = new Uint16Array(LITERAL + 4 * LITERALS).fill(1024);
  let from = 1, to = 0, range = 2 ** 32 - 1, code = 0;
  const shift = value => (value * 256 + packed[from++]) % 2 ** 32;
  while (from < 5) code = shift(code);

  const bit = place => {
    const chance = chances[place], bound = (range >>> 11) * chance, isOne = code >= bound;
    if (isOne) {
      range -= bound;
      code -= bound;
      chances[place] -= chance >> 5;
    } else {
      range = bound;
      chances[place] += 2048 - chance >> 5;
    }
    if (range < 2 ** 24) {
      range *= 256;
      code = shift(code);
    }
    return +isOne;
  };
  // A number of so many bits, the highest first, with a one before it.
  const tree = (place, bits) => {
    let node = 1;
    while (bits--) node = node << 1 | bit(place + node);
    return node;
  };
  // The lowest first.
  const reverse = (place, bits) => {
    let node = 1, value = 0;
    for (let at = 0; at < bits; at++) {
      const one = bit(place + node);
      node = node << 1 | one;
      value |= one << at;
    }
    return value;
  };
  const direct = bits => {
    let value = 0;
    while (bits--) {
      range >>>= 1;
      const one = +(code >= range);
      if (one) code -= range;
      value = value << 1 | one;
      if (range < 2 ** 24) {
        range *= 256;
        code = shift(code);
      }
    }
    return value;
  };
  const length = place =>
    !bit(place) ? tree(place + 2, 3) - 6 : !bit(place + 1) ? tree(place + 10, 3) + 2 : tree(place + 18, 8) - 238;
  const distance = length => {
    const slot = tree(SLOT + 64 * Math.min(length - 2, 3), 6) - 64, bits = (slot >> 1) - 1;
    if (slot < 4) return slot;
    const start = (2 | slot & 1) << bits;
    if (slot < 14) return start + reverse(SPECIAL + start - slot - 1, bits);
    return start + (direct(bits - 4) << 4) + reverse(ALIGN, 4);
  };

  // What came last: literals and matches, and the four distances.
  let state = 0;
  const distances = [0, 0, 0, 0];
  while (to < size) {
    if (!bit(MATCH + state)) {
      const place = LITERAL + LITERALS * (to && bytes[to - 1] >> 6);
      let node = 1;
      // After a match the byte that the match would have gone on with is likely not this one.
      if (state > 6) for (let other = bytes[to - 1 - distances[0]]; node < 256; other <<= 1) {
        const expected = other >> 7 & 1, one = bit(place + (1 + expected << 8) + node);
        node = node << 1 | one;
        if (one !== expected) break;
      }
      while (node < 256) node = node << 1 | bit(place + node);
      bytes[to++] = node;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count = 1;
    if (bit(REPEAT + state)) {
      let which = 0;
      if (bit(SHORT_OR_FIRST + state)) which = bit(SECOND + state) ? 2 + bit(THIRD + state) : 1;
      else if (!bit(LONG + state)) which = -1;
      if (which > 0) distances.unshift(...distances.splice(which, 1));
      if (which < 0) state = state < 7 ? 9 : 11;
      else {
        count = length(REPEATED_LENGTH);
        state = state < 7 ? 8 : 11;
      }
    } else {
      count = length(LENGTH);
      distances.unshift(distance(count));
      distances.pop();
      state = state < 7 ? 7 : 10;
    }
    while (count--) bytes[to] = bytes[to++ - 1 - distances[0]];
  }
  return bytes;
}

// ---- columns.rs ----

// What stood before the functions, then all of them, then the rest; the operands of each kind stand together.
function woven(bytes, sizes, head) {
  const OTHER = 0, CODES = 1, BLOCKS = 2, BRANCHES = 3, CALLS = 4;
  const GETS = 5, SETS = 6, LOADS = 7, STORES = 8, NUMBERS = 9, LONG_NUMBERS = 10;
  let start = 0;
  const columns = sizes.map(size => bytes.subarray(start, start += size)), next = sizes.map(() => 0);
  let body;
  const take = (column, count = 1) => {
    let byte;
    while (count--) body.push(byte = columns[column][next[column]++]);
    return byte;
  };
  // A number of WebAssembly ends with the byte that has no eighth bit.
  const number = column => {
    let value = 0, byte, bits = 0;
    do {
      byte = take(column);
      value |= (byte & 127) << bits;
      bits += 7;
    } while (byte > 127);
    return value;
  };
  const numberOf = value => value < 128 ? [value] : [value & 127 | 128, ...numberOf(value >>> 7)];
  const operands = code => {
    if (code >= 2 && code <= 4) number(BLOCKS);
    else if (code === 12 || code === 13) number(BRANCHES);
    else if (code === 14) for (let count = number(OTHER); count-- >= 0;) number(OTHER);
    else if (code === 16) number(CALLS);
    else if (code === 17) {
      number(OTHER);
      number(OTHER);
    } else if (code === 32) number(GETS);
    else if (code === 33 || code === 34) number(SETS);
    else if (code >= 35 && code <= 38 || code === 63 || code === 64 || code === 208 || code === 210) number(OTHER);
    else if (code >= 40 && code <= 62) {
      // No alignment is promised.
      body.push(0);
      number(code < 54 ? LOADS : STORES);
    } else if (code === 65) number(NUMBERS);
    else if (code === 66) number(LONG_NUMBERS);
    else if (code === 67) take(OTHER, 4);
    else if (code === 68) take(OTHER, 8);
    else if (code === 252) {
      const kind = number(OTHER);
      for (let count = kind < 8 ? 0 : kind > 14 ? 1 : 2 - kind % 2; count--;) number(OTHER);
    }
  };
  body = [];
  take(OTHER, head);
  const before = body;
  body = [];
  const functions = [];
  let length = 0, count = number(OTHER);
  functions.push(body);
  while (count--) {
    body = [];
    for (let groups = number(OTHER); groups--;) {
      number(OTHER);
      take(OTHER);
    }
    for (let depth = 1; depth;) {
      const code = take(CODES);
      if (code >= 2 && code <= 4) depth++;
      if (code === 11) depth--;
      operands(code);
    }
    functions.push(numberOf(body.length), body);
  }
  for (const part of functions) length += part.length;
  body = [];
  take(OTHER, columns[OTHER].length - next[OTHER]);
  return Uint8Array.from([before, numberOf(length), ...functions, body].flat());
}
