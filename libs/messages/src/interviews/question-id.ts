/** The id of a question within its plan. */
export const questionIdPattern = /^[a-z][a-z0-9_-]{0,49}$/;
