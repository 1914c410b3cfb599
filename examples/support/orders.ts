/** An order of the shop. */
export interface Order {
  readonly id: string
  readonly status: 'in transit' | 'delivered' | 'returned'
  readonly arrives: string
}

const orders: readonly Order[] = [
  { id: '118', status: 'in transit', arrives: 'Thursday' },
  { id: '204', status: 'delivered', arrives: 'last Friday' },
  { id: '377', status: 'returned', arrives: 'Monday' },
]

/** The shop's data on an order, as text for the model. */
export function findOrder(id: string): string {
  const order = orders.find((candidate) => candidate.id === id)
  return order === undefined ? `No order ${id}.` : `Order ${order.id} is ${order.status}, ${order.arrives}.`
}

export const findOrderParameters = {
  type: 'object',
  properties: { orderId: { type: 'string', description: 'The number of the order, as the customer gave it' } },
  required: ['orderId'],
  additionalProperties: false,
} as const

export const resolutionSchema = {
  type: 'object',
  properties: { orderId: { type: ['string', 'null'] }, needsHuman: { type: 'boolean' } },
  required: ['orderId', 'needsHuman'],
  additionalProperties: false,
} as const
