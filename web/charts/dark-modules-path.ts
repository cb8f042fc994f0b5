/** Path of the dark modules of a QR code, one unit each: a row's neighbours are one box. */
export function darkModulesPath(rows: readonly (readonly boolean[])[]): string {
  const boxes: string[] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      let end = x;
      while (row[end]) end += 1;
      boxes.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
      x = end;
    }
  });
  return boxes.join('');
}
