import type { Random } from '../engine/base/random.ts'

const names = ['Maria Lopez', 'Jonas Weber', 'Priya Nair', 'Tom Okafor', 'Elena Rossi'] as const
const cities = ['Rotterdam', 'Lyon', 'Gdansk', 'Porto', 'Leeds'] as const
const months = ['January', 'March', 'April', 'June', 'September', 'November'] as const
const carriers = ['Northern Parcel', 'BlueLine', 'Postway'] as const

const openings = [
  (topic: string) => `Thank you for asking about ${topic}.`,
  (topic: string) => `Here is what we know about ${topic}.`,
  (topic: string) => `I have looked into ${topic} for you.`,
] as const

const middles = [
  (random: Random) =>
    `It left our warehouse in ${random.pick(cities)} on ${random.integer(1, 28)} ${random.pick(months)} and travels with ${random.pick(carriers)}.`,
  (random: Random) =>
    `It usually takes ${random.integer(2, 9)} days, and costs ${random.integer(4, 60)}.${random.integer(10, 99)} euros including tax.`,
  (random: Random) =>
    `The limit is ${random.integer(2, 30)} kg for each parcel, and the offer is valid until ${random.integer(1, 28)} ${random.pick(months)} 2026.`,
  (random: Random) =>
    `${random.pick(names)} from our team in ${random.pick(cities)} is in charge of it and answers within ${random.integer(1, 3)} hours.`,
  (random: Random) =>
    `You can change the address until ${random.integer(8, 20)}:00 on the day before, and you do not have to pay for that.`,
] as const

const closings = [
  'Is there anything else that I can do for you?',
  'Please write to us again if that does not settle it.',
  'You can find the same in your account under "Orders".',
] as const

const fillers = new Set(
  'about after again also could does from have here into just know more much need only over please some tell than that their them then there these they this those what when where which will with would your'.split(
    ' ',
  ),
)

/** The words of a text that tell what it is about. */
export function tellingWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? []
  return new Set(words.filter((word) => !fillers.has(word)))
}

/** What a question is about, in a few of its own words. */
export function topicOf(question: string): string {
  const telling = [...tellingWords(question)].slice(0, 2)
  return telling.length === 0 ? 'your request' : `your ${telling.join(' and ')}`
}

/** A sentence or more of plausible, invented support-desk prose, with things in it that could be told wrongly. */
export function prose(random: Random, topic: string, sentences = 3): string {
  const first = random.integer(0, middles.length - 1)
  const said = Array.from({ length: sentences }, (_, index) => middles[(first + index) % middles.length]!(random))
  return [random.pick(openings)(topic), ...said, random.pick(closings)].join(' ')
}
