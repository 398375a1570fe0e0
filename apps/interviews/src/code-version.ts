/** Version of the code that makes results; raised with every change of its sources, which a test holds it to. */
export const codeVersion = '0.1.5';
