/** Version of the code that makes results; raised with every change that could change one. */
export const codeVersion = '0.1.0';
