import { Textarea, type TextareaProps } from '@mantine/core';
import { usePlanEditor } from './plan-editor.js';
import classes from './rubrics.module.css';

type PlanTextProps = Pick<TextareaProps, 'label' | 'rows' | 'maxLength' | 'value'> & {
  /** The path of what is written, by which problems are found and fields are gone to. */
  name: string;
  /** Besides what the path has. */
  problems?: readonly string[];
  onWrite: (text: string) => void;
};

/** A text of a plan, in the plan's language. It grows with what is written, where the browser can do that by itself. */
export function PlanText({ name, problems = [], onWrite, ...given }: PlanTextProps) {
  const { document, problemsAt } = usePlanEditor();
  return (
    <Textarea
      {...given}
      name={name}
      dir="auto"
      lang={document.language}
      classNames={{ input: classes['growing']! }}
      error={[...problemsAt(name), ...problems].join(' ') || undefined}
      onChange={({ currentTarget }) => onWrite(currentTarget.value)}
    />
  );
}
