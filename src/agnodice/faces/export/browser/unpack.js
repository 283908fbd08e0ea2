// Opens what travels packed (parts.py): gzip in base 85 (RFC 1924), which any script file can hold.
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const bytesOf = (text) => {
  const values = new Uint8Array(128), bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let place = 0; place < 85; place += 1) values[DIGITS.charCodeAt(place)] = place;
  const whole = text.padEnd(Math.ceil(text.length / 5) * 5, "~");
  for (let from = 0, to = 0; from < whole.length; from += 5, to += 4) {
    let group = 0;
    for (let place = 0; place < 5; place += 1) group = group * 85 + values[whole.charCodeAt(from + place)];
    bytes[to] = group >>> 24; bytes[to + 1] = group >>> 16; bytes[to + 2] = group >>> 8; bytes[to + 3] = group;
  }
  return bytes;
};
const unpacked = (text, type = "application/octet-stream") => {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": type } });
};
