// A workbook as Excel saves it: the parts of ECMA-376 that a list needs, in a ZIP without compression.

/** CRC-32 of ZIP (ISO 3309). */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function zip(files: [string, string][]): Buffer {
  const parts: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)];
    const about = Buffer.alloc(26);
    // Version 2.0, no flags, stored, no time; then sum, two sizes and the length of the name.
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x5c21, 8);
    about.writeUInt32LE(crc(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), about, title, content);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    index.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), about, entry.subarray(2), title);
    offset += 30 + title.length + content.length;
  }
  const size = index.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...index, Buffer.from("PK\x05\x06", "latin1"), end]);
}

const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

const plain = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A workbook of one sheet with these rows of text. */
export function workbook(rows: string[][]): Buffer {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${plain(text)}</t></is></c>`;
  const row = (cells: string[]) => `<row>${cells.map(cell).join("")}</row>`;
  return zip([
    ["[Content_Types].xml", `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`],
    ["_rels/.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `<workbook xmlns="${SHEETS}/main" xmlns:r="${OFFICE}"><sheets><sheet name="Asiakkaat" sheetId="1" r:id="r1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
    ["xl/worksheets/sheet1.xml", `<worksheet xmlns="${SHEETS}/main"><sheetData>${rows.map(row).join("")}</sheetData></worksheet>`],
  ]);
}
