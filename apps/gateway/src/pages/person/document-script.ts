/** Shows documents, and gives files to keep. */
export const documentScript = `
function element(name, ...content) {
  const made = document.createElement(name);
  made.dir = 'auto';
  made.append(...content);
  return made;
}

function headed(label, value) {
  const head = element('th', label);
  head.scope = 'row';
  return element('tr', head, element('td', value));
}

/** The page has its own first heading: those of the document come below it. */
function shownBlock({ kind, level, text, ordered, items, rows }) {
  switch (kind) {
    case 'heading':
      return element(level === 3 ? 'h3' : 'h2', text);
    case 'list':
      return element(ordered ? 'ol' : 'ul', ...items.map((item) => element('li', item)));
    case 'table':
      return element('table', element('tbody', ...rows.map(({ label, value }) => headed(label, value))));
    case 'code':
      return element('pre', element('code', text));
    default:
      return element('p', text);
  }
}

/** Its title stands above it already. */
function showText(place, { title, language, blocks }) {
  place.lang = language;
  place.replaceChildren(...blocks.filter(({ text }) => text !== title).map(shownBlock));
}

/** Browsers on telephones show no PDF inside a page, and this page's policy lets none show it: everybody gets the file. */
function save(bytes, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

let copies = 0;
/** A line of a list with a button that downloads a file; fetch answers as request does. */
function downloadLine(words, hint, name, get) {
  const button = element('button', words);
  button.type = 'button';
  button.className = 'second';
  button.id = 'copy-' + (copies += 1);
  const said = element('p');
  said.className = 'said';
  said.id = button.id + '-said';
  said.setAttribute('role', 'status');
  const note = element('p', hint);
  note.className = 'hint';
  note.id = button.id + '-hint';
  button.setAttribute('aria-describedby', said.id + ' ' + note.id);
  button.addEventListener('click', () => deed(button, async () => {
    const answer = await get();
    if (answer.bytes) return save(answer.bytes, name);
    complain(button.id, answer.status === 401 ? 'You are not signed in any more. Reload this page to go on.' : wordsOf(answer));
  }));
  return element('li', button, note, said);
}
`;
