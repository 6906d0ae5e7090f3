// Papers that a family sends, made for the test: a photo of a sheet, or a PDF; no two are alike.

let made = 0;

/** A maker of papers; the photos are drawn by the browser. */
export async function makePapers(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  return {
    /** A photo, as a camera makes it. */
    async jpeg(title, lines = [], { width = 900, height = 1200 } = {}) {
      made += 1;
      const base64 = await page.evaluate(draw, { title, lines: [...lines, `No. ${made}`], width, height });
      return { name: `${slug(title)}-${made}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
    },
    /** A PDF of one page. */
    pdf(title, lines = []) {
      made += 1;
      return { name: `${slug(title)}-${made}.pdf`, mimeType: 'application/pdf', buffer: pdf([title, ...lines, `No. ${made}`]) };
    },
    /** A file of so many bytes that begins like a photo. */
    large(bytes) {
      const buffer = Buffer.alloc(bytes);
      buffer.set([0xff, 0xd8, 0xff, 0xe0]);
      return { name: 'besar.jpg', mimeType: 'image/jpeg', buffer };
    },
  };
}

function slug(title) {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

// Runs in the page.
function draw({ title, lines, width, height }) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#6b5d4a';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#fbfaf4';
  pen.fillRect(width * 0.06, height * 0.05, width * 0.88, height * 0.9);
  pen.fillStyle = '#1d1d1d';
  pen.font = `bold ${width / 26}px sans-serif`;
  pen.fillText(title, width * 0.12, height * 0.16);
  pen.font = `${width / 30}px sans-serif`;
  lines.forEach((line, at) => pen.fillText(line, width * 0.12, height * (0.25 + at * 0.06)));
  return canvas.toDataURL('image/jpeg', 0.8).split(',')[1];
}

function pdf(lines) {
  const shown = lines.map((line, at) => `BT /F 16 Tf 72 ${760 - 28 * at} Td (${line.replace(/[()\\]/g, '')}) Tj ET`).join('\n');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${shown.length}>>stream\n${shown}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const starts = objects.map((body, at) => {
    const start = text.length;
    text += `${at + 1} 0 obj${body}endobj\n`;
    return start;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  text += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
