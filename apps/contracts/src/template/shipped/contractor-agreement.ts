/** Ships published. A change of the text is published as a new version at the next start. */
export const contractorAgreement = {
  kind: 'contractor_agreement',
  title: 'Contractor agreement',
  markdown: `# Contractor agreement

| Company | {{company.name}} |
| Contractor | {{person.name}} |
| Position | {{opening.title}} |
| Project | {{project.code_name}} |
| Rate | {{offer.rate}} an hour |
| Most hours in a week | {{offer.weekly_limit}} |
| Start | {{offer.start_date}} |
| Time zone of days and weeks | {{offer.zone}} |
| Date | {{contract.date}} |
| Contract | {{contract.id}} |

This agreement is made between {{company.name}} (the Company) and {{person.name}} (the Contractor).

## 1. The work

The Contractor works on the project {{project.code_name}} as {{opening.title}}, from {{offer.start_date}} on, when and where the Contractor chooses, within what the project needs. The Company does not promise a number of hours. More than {{offer.weekly_limit}} in a week (Monday to Sunday in the time zone {{offer.zone}}) needs consent in writing before.

## 2. Pay

1. The Company pays {{offer.rate}} for each hour of approved work; parts of an hour in proportion.
2. The Contractor writes down the hours of a week when it has ended. The Company approves them, or says in writing which of them it does not approve and why.
3. Approved hours are paid with the next pay run to the account that the Contractor has named.
4. The rate changes only by an amendment that both have signed.

## 3. Independent contractor

The Contractor is no employee of the Company, chooses the means of the work, may work for others, and sees to taxes and insurance alone.

## 4. Results

All rights in the results of paid work pass to the Company when they are paid for, as far as the law allows. The Contractor may show that they worked for the Company only with its consent.

## 5. Confidentiality

The non-disclosure agreement that was signed with this agreement is part of it.

## 6. End

Either side may end this agreement at any time in writing. Approved work that was done before is paid.

## 7. Law

This agreement is governed by the law of {{project.governing_law}}. If a part of it is void, the rest stays in force.

For the Company: {{company.signatory}}`,
} as const;
