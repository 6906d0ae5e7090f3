// Filling in a form, by the names of its fields.
import assert from 'node:assert/strict';

/** Fills in fields of a form: text, choice, tick, file, or a date as `2026-11-22`. */
export async function fill(reader, values, form = 'main form[method=post]') {
  const at = reader.locate(form);
  for (const [name, value] of Object.entries(values)) {
    const field = at.locator(`[name="${name}"]`);
    const kind = (await field.count()) ? await field.first().evaluate((node) => node.type) : 'date';
    if (kind === 'date') await fillDate(at, name, value);
    else if (kind === 'radio') await at.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === 'checkbox') await field.setChecked(Boolean(value));
    else if (kind === 'file') await field.setInputFiles(value);
    else if (kind.startsWith('select')) await field.selectOption(value);
    else await field.first().fill(value);
  }
}

async function fillDate(form, name, value) {
  const day = form.locator(`[name="${name}.d"]`);
  assert.equal(await day.count(), 1, `no field ${name}`);
  const [year, month, date] = value.split('-');
  await day.fill(date);
  await form.locator(`[name="${name}.m"]`).fill(month);
  await form.locator(`[name="${name}.y"]`).fill(year);
}

/** Fills in a form and sends it by its main button, or by another that is named. */
export async function send(reader, values, { form = 'main form[method=post]', button = 'button.main, button.grave, button', status = 200 } = {}) {
  await fill(reader, values, form);
  await reader.press(reader.locate(form).locator(button).last(), status);
}
