// /masuk: staff come in.

/** Logs somebody in through the page. */
export async function logIn(reader, { email, password }) {
  await reader.go('/masuk');
  await reader.page.fill('[name=email]', email);
  await reader.page.fill('[name=password]', password);
  await reader.press('form[action="/masuk"] button.main');
  return reader;
}

/** Leaves. */
export async function logOut(reader) {
  return reader.press('form[action="/keluar"] button');
}
