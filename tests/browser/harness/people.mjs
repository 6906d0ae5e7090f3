// People of the register whom a test takes.

const taken = new Set();

/** Somebody of the register, insured for a year and more, who has no claim yet and whom no other test took. */
export async function nobodyYet(office) {
  const month = office.today.slice(0, 7);
  const year = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
  const claims = (await office.ask('/claims?limit=200')).items.map((claim) => claim.participant);
  const page = await office.ask('/participants?limit=200');
  const found = page.items.find((one) =>
    one.paid_from <= year && one.paid_through >= month && !claims.includes(one.name) && !taken.has(one.nik));
  if (!found) throw new Error('everybody has a claim');
  taken.add(found.nik);
  return found;
}
