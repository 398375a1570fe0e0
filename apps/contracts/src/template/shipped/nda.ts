/** Ships published. A change of the text is published as a new version at the next start. */
export const nda = {
  kind: 'nda',
  title: 'Non-disclosure agreement',
  markdown: `# Non-disclosure agreement

| Company | {{company.name}} |
| Contractor | {{person.name}} |
| Project | {{project.code_name}} |
| Date | {{contract.date}} |
| Contract | {{contract.id}} |

This agreement is made between {{company.name}} (the Company) and {{person.name}} (the Contractor). The Company will let the Contractor know of confidential matters in connection with the project under the code name {{project.code_name}}.

## 1. What is confidential

Confidential information is everything that the Contractor learns of the project and that is not public, in any form: its brief, materials, data, results, prices, the Company's clients and the fact that the project exists.

It does not include what was public or lawfully known to the Contractor before, becomes public without a breach of this agreement, or is made by the Contractor independently of it.

## 2. What the Contractor promises

1. To use confidential information for the work on the project only.
2. To tell it to nobody who is not on the project, and to nobody outside of the Company, without written consent.
3. To keep it with no less care than one's own secrets, and to tell the Company at once of any loss.
4. To put no confidential information into a service of others, such as a public model of artificial intelligence, that the Company has not allowed.
5. To return or destroy it when the Company asks, and when the work ends.

## 3. What the law keeps free

Nothing in this agreement forbids the Contractor to report a possible violation of law to an authority, to testify when required by law, or to discuss pay and conditions of work. Under 18 U.S.C. 1833(b) nobody is liable under any trade secret law for disclosing a trade secret in confidence to an authority or an attorney solely for the purpose of reporting or investigating a suspected violation of law.

## 4. For how long

The promises begin on the date of signature and last for three years after the work on the project has ended; for trade secrets, as long as they are secret.

## 5. Law

This agreement is governed by the law of {{project.governing_law}}. If a part of it is void, the rest stays in force.

For the Company: {{company.signatory}}`,
} as const;
