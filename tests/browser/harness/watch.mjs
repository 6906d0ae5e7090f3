// What must never happen while a page is used: an error in its script, a request that fails, a broken policy.

/** Collects the faults of a page. `allowed` holds the answers (such as 422) that the test expects next. */
export function watch(page, faults, allowed) {
  const say = (what) => faults.push(`${what} (on ${page.url()})`);
  page.on('pageerror', (error) => say(`error in the page: ${error.message}`));
  page.on('console', (message) => {
    // A refused answer is seen below, with its status.
    if (message.type() !== 'error' || /^Failed to load resource/.test(message.text())) return;
    say(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left while a picture still loads, or a download.
    if (why === 'net::ERR_ABORTED') return;
    say(`request failed: ${request.method()} ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    const status = response.status();
    if (status < 400 || response.url().endsWith('/favicon.ico')) return;
    // A form that is sent by a script is answered as one that the browser sends.
    const asked = ['document', 'xhr', 'fetch'].includes(response.request().resourceType());
    if (asked && allowed.has(status)) return;
    say(`${response.request().method()} ${response.url()} answered ${status}`);
  });
}
