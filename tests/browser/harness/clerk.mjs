// A colleague who works through the interface, for what a walk has done by hand already: the tenth paper is like the first.
import assert from 'node:assert/strict';

/** What somebody of a role does to the claims of an office. */
export function clerk(office, papers, role = 'caseworker') {
  const bearer = { authorization: `Bearer ${office.credentials.tokens[role]}`, 'accept-language': 'en' };

  /** A write on the claim as it stands now. */
  const write = async (method, number, below, body) => {
    const { version } = await office.ask(`/claims/${number}`);
    const json = !(body instanceof FormData);
    const answer = await fetch(`${office.url}/api/v1/claims/${number}${below}`, {
      method,
      headers: { ...bearer, 'if-match': `"${version}"`, ...(json && { 'content-type': 'application/json' }) },
      body: json ? JSON.stringify(body) : body,
    });
    const said = await answer.text();
    assert.ok(answer.ok, `${method} ${below}: ${answer.status} ${said}`);
    return JSON.parse(said);
  };

  const one = {
    write,

    /** The claim as it stands. */
    claim: (number) => office.ask(`/claims/${number}`),

    /** Records somebody of the family. */
    person: (number, details) => write('POST', number, '/people', details),

    /** Says that somebody is who they say. */
    verify: (number, person) => write('POST', number, `/people/${person}/verification`, { verdict: 'confirmed' }),

    /** Takes a step. */
    step: (number, action, inputs = {}) => write('POST', number, `/actions/${action}`, inputs),

    /** Answers questions. */
    answer: (number, facts) => write('PATCH', number, '/facts', { facts }),

    /** Sends one paper and accepts it. */
    paper: async (number, kind, person) => {
      const form = new FormData();
      form.set('kind', kind);
      if (person) form.set('person', person);
      const file = papers.pdf(kind);
      form.set('file', new File([file.buffer], file.name, { type: file.mimeType }));
      const { id } = await write('POST', number, '/documents', form);
      await write('POST', number, `/documents/${id}/review`, { verdict: 'accepted' });
    },

    /** Sends and accepts every paper of the claim's list that is missing, but those of these kinds. */
    papers: async (number, { but = [] } = {}) => {
      for (let left = 40; left > 0; left -= 1) {
        const { required_documents: wanted } = await office.ask(`/claims/${number}`);
        const next = wanted.find(({ kind, status }) => status === 'missing' && !but.includes(kind));
        if (!next) return;
        await one.paper(number, next.kind, next.person);
      }
      throw new Error('the papers never end');
    },
  };
  return one;
}
