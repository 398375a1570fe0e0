import { directionOf } from '../../i18n/languages.js';
import type { Block } from './document-pages.js';
import classes from './signing.module.css';

interface DocumentTextProps {
  blocks: readonly Block[];
  /** BCP 47; that of the document, not of the page. */
  language: string;
}

/** The words of a document, in its own language and direction. */
export function DocumentText({ blocks, language }: DocumentTextProps) {
  return (
    <div lang={language} dir={directionOf(language)} className={classes['document']}>
      {blocks.map((block) => (
        <DocumentBlock key={JSON.stringify(block)} block={block} />
      ))}
    </div>
  );
}

/** The page has a first heading of its own: those of the document come below it. */
function DocumentBlock({ block: { kind, text, level, ordered, items, rows } }: { block: Block }) {
  const Heading = level === 3 ? 'h3' : 'h2';
  const List = ordered ? 'ol' : 'ul';
  switch (kind) {
    case 'heading':
      return <Heading>{text}</Heading>;
    case 'list':
      return (
        <List>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </List>
      );
    case 'table':
      return (
        <table>
          <tbody>
            {rows.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>
                  <bdi>{value}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'code':
      return (
        <pre>
          <code>{text}</code>
        </pre>
      );
    default:
      return <p>{text}</p>;
  }
}
