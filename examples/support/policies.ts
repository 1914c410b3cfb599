/** The rules of the shop, as on its website. */
export const policies = `
Returns are free within 30 days. After that a return costs 4.90 euros, and nothing can be returned after 60 days.
Shoes can be returned within 30 days and must not have been worn outside.
Money is paid back within five working days, depending on the bank.
We deliver from Monday to Saturday. On Saturdays the driver comes before noon, and there is no extra charge for it.
Everything has a warranty of two years from delivery. Batteries have six months.
What arrives broken is replaced on the same day. Customers send a photo of it.
Orders are in the account of the customer, under "Orders".
`
