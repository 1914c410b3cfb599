import type { Random } from '../engine/base/random.ts'
import { arithmeticIn } from './arithmetic.ts'
import type { Mentions } from './mentions.ts'

const names = ['Maria Lopez', 'Jonas Weber', 'Priya Nair', 'Tom Okafor', 'Elena Rossi'] as const
const cities = ['Rotterdam', 'Lyon', 'Gdansk', 'Porto', 'Leeds'] as const
const months = ['January', 'March', 'April', 'June', 'September', 'November'] as const
const carriers = ['Northern Parcel', 'BlueLine', 'Postway'] as const

function inHours(count: number): string {
  return count === 1 ? 'an hour' : `${count} hours`
}

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
    `${random.pick(names)} from our team in ${random.pick(cities)} is in charge of it and answers within ${inHours(random.integer(1, 3))}.`,
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

/** Returns the words of a text that indicate its topic. */
export function tellingWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? []
  return new Set(words.filter((word) => !fillers.has(word)))
}

/** Returns the topic of a prompt, in a few of its words. */
export function topicOf(question: string): string {
  const telling = [...tellingWords(question)].slice(0, 2)
  return telling.length === 0 ? 'your request' : `your ${telling.join(' and ')}`
}

/** Words of a shop's customers. */
const shopping =
  /\b(?:parcels?|packages?|orders?|orderid|deliver\w*|ship(?:ped|ping|ment)\w*|returns?|refund\w*|warehouse|courier|invoice\w*|purchase\w*|tracking|customers?|address)\b/i

const remarks = [
  (random: Random) => `The figures were last checked on ${random.integer(1, 28)} ${random.pick(months)} 2026 by ${random.pick(names)}.`,
  (random: Random) => `Most sources put the number at ${random.integer(12, 90)}, and ${random.integer(5, 40)} % of them give a higher one.`,
  (random: Random) => `It was first described by ${random.pick(names)} in ${random.pick(cities)} in ${random.integer(1990, 2024)}.`,
  (random: Random) =>
    `In practice it takes ${random.integer(2, 9)} days, and the result is valid until ${random.integer(1, 28)} ${random.pick(months)} 2026.`,
  (random: Random) =>
    `The usual limit is ${random.integer(2, 30)} hours, and you can not exceed it more than ${random.integer(2, 9)} times.`,
] as const

const beginnings = [
  (subject: string) => `Here is what is known about ${subject}.`,
  (subject: string) => `In short, this is the answer on ${subject}.`,
  (subject: string) => `This is an overview of ${subject}.`,
] as const

const weather = ['light rain', 'clear skies', 'a few clouds', 'strong wind'] as const

/** Answers a prompt that has a plain answer. */
function plainly({ question, texts }: Mentions, random: Random): string | undefined {
  const sums = arithmeticIn(question)
  if (sums.length > 0) return `${sums.map(({ expression, result }) => `${expression} is ${result}`).join(', and ')}.`
  const dictated =
    /^\W*(?:please )?(?:say|reply|respond|answer)(?: (?:only|just|exactly|with|the|one|word|words|:))* ["'“`]?(?<words>[^"'”`.!?\n]{1,60})["'”`]?(?: and nothing else)?[.!?]?\s*$/i.exec(
      question,
    )
  const words = dictated?.groups?.['words']?.trim()
  if (words !== undefined && !/^(?:to|in|as|briefly|the|this|my|a|an|hi|hello)\b/i.test(words)) return words
  if (/^\W*(?:please )?(?:say )?(?:hello|hi|hey|good (?:morning|afternoon|evening))\b[^?]{0,40}[.!]?\s*$/i.test(question))
    return `Hello! How can I help you today?`
  if (!/\b(?:weather|temperature|forecast)\b/i.test(question)) return undefined
  const there = texts('city')
  return (there.length === 0 ? ['your town'] : there)
    .map((place) => `It is ${random.integer(4, 28)} °C in ${place} with ${random.pick(weather)}.`)
    .join(' ')
}

/** Makes a statement about the prompt, for a field with free text. */
export function statementOn({ subject, question }: Mentions, random: Random): string {
  if (subject === undefined || shopping.test(question))
    return `The parcel arrives within ${random.integer(2, 9)} days, and the return is free for ${random.integer(14, 60)} days.`
  return random.pick(remarks)(random)
}

function shopProse(random: Random, topic: string, sentences: number): string {
  const first = random.integer(0, middles.length - 1)
  const said = Array.from({ length: sentences }, (_, index) => middles[(first + index) % middles.length]!(random))
  return [random.pick(openings)(topic), ...said, random.pick(closings)].join(' ')
}

function generalProse(random: Random, subject: string, sentences: number): string {
  const first = random.integer(0, remarks.length - 1)
  const said = Array.from({ length: sentences }, (_, index) => remarks[(first + index) % remarks.length]!(random))
  return [random.pick(beginnings)(subject), ...said].join(' ')
}

/**
 * Answers in plausible, invented prose with details that faults can change. It states tool results and refers to the prompt.
 */
export function prose(mentions: Mentions, found: readonly string[], random: Random): string {
  const { question, subject } = mentions
  const topic = topicOf(question)
  if (found.length > 0) return `${random.pick(openings)(topic)} We found this: ${found.join(' ')} ${random.pick(closings)}`
  const plain = plainly(mentions, random)
  if (plain !== undefined) return plain
  return shopping.test(question) ? shopProse(random, topic, 3) : generalProse(random, subject ?? 'your request', 3)
}
