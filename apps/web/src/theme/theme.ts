import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Only the named tokens of `tokens.css` are used; Mantine asks for ten shades of a primary colour. */
const primary: MantineColorsTuple = [
  ...['#e6f3f7', '#cfe5ec', '#a3cad7', '#73aec1', '#4b97af', '#3188a3'],
  ...['#0b5a70', '#0b5a70', '#094a5c', '#073b4a'],
] as unknown as MantineColorsTuple;

const fonts = "'IBM Plex Sans Variable', 'IBM Plex Sans Arabic', system-ui, sans-serif";

export const theme = createTheme({
  colors: { primary },
  primaryColor: 'primary',
  fontFamily: fonts,
  fontFamilyMonospace: "'IBM Plex Mono', monospace",
  headings: { fontFamily: fonts, fontWeight: '600' },
  defaultRadius: 8,
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { sm: '14px', md: '16px', lg: '20px' },
  components: {
    // Whoever taps with a thumb needs 44 px.
    Button: {
      defaultProps: { size: 'md' },
      // Mantine writes white on every filled ground.
      vars: (_theme: unknown, { variant = 'filled', color }: { variant?: string; color?: string }) => ({
        root: variant === 'filled' && color === undefined ? { '--button-color': 'var(--on-primary)' } : {},
      }),
      styles: {
        // A link that is a button puts its words in the middle, too.
        root: {
          ...{ minHeight: 44, height: 'auto', paddingBlock: 8 },
          ...{ display: 'inline-flex', alignItems: 'center', justifyContent: 'center' },
        },
        label: { whiteSpace: 'normal', lineHeight: 1.3 },
      },
    },
    // Marks below the line would touch the border of the field.
    InputWrapper: {
      styles: {
        label: { lineHeight: 'var(--text-line)', marginBlockEnd: 2 },
        description: { lineHeight: 'var(--text-line)', marginBlockEnd: 4 },
        error: { lineHeight: 'var(--text-line)', marginBlockStart: 6 },
      },
    },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    RadioGroup: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
});

/** Several of Mantine's own colours fail AA: these stand in for them. */
const tokens = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-anchor': 'var(--primary)',
  '--mantine-color-default-border': 'var(--control-border)',
  '--mantine-color-default': 'var(--ground)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-primary-color-filled': 'var(--primary)',
  '--mantine-primary-color-filled-hover': 'var(--primary)',
  '--mantine-primary-color-contrast': 'var(--on-primary)',
  '--mantine-primary-color-light-color': 'var(--primary)',
  '--mantine-primary-color-light-hover': 'var(--sunken)',
  '--mantine-color-primary-light-hover': 'var(--sunken)',
  '--mantine-color-primary-filled': 'var(--primary)',
  '--mantine-color-primary-filled-hover': 'var(--primary)',
  '--mantine-color-primary-light-color': 'var(--primary)',
  '--mantine-color-primary-text': 'var(--primary)',
  '--mantine-color-primary-outline': 'var(--primary)',
};

/** Mantine has greys of its own for borders of fields and boxes to tick, and for the ground of cards, fields and dialogs. */
const lightTokens = { ...tokens, '--mantine-color-gray-4': 'var(--control-border)' };
const darkTokens = {
  ...tokens,
  '--mantine-color-dark-4': 'var(--control-border)',
  '--mantine-color-dark-6': 'var(--sunken)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: lightTokens, dark: darkTokens });
