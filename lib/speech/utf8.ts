/** How many bytes a text has in UTF-8, without writing them. Halves of characters count as what stands in for them. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else {
      bytes += 2;
      // A pair of surrogates is four bytes: its first half counts three here, its second one.
      if (unit >= 0xd800 && unit <= 0xdbff && isSecondHalf(text.charCodeAt(index + 1))) {
        index += 1;
      }
    }
  }
  return bytes;
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
