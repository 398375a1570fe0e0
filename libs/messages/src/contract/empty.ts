/** For a request or a reply that says nothing. */
export class Empty {}
