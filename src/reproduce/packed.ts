import type { Symptom } from './symptom-index.ts'

/** Symptoms with each text once. */
interface Packed {
  readonly clients: readonly string[]
  readonly clues: readonly string[]
  /** The positions of the clues, and for each fault the position of the client of each error. */
  readonly symptoms: readonly (readonly [clues: readonly number[], seen: Readonly<Record<string, readonly number[]>>])[]
}

/** Symptoms as JSON with one line for each, so that a change of one is a change of one line. */
export function packed(symptoms: readonly Symptom[]): string {
  const clients = placesOf(symptoms.flatMap(({ seen }) => seen.map(({ client }) => client)))
  const clues = placesOf(symptoms.flatMap((symptom) => [...symptom.clues]))
  const lines = symptoms.map((symptom) => {
    const byFault = Map.groupBy(symptom.seen, ({ fault }) => fault)
    const seen = [...byFault].map(([fault, all]) => [
      fault,
      all.flatMap(({ client, count }) => Array.from({ length: count }, () => clients.get(client)!)),
    ])
    return JSON.stringify([[...symptom.clues].map((clue) => clues.get(clue)!), Object.fromEntries(seen)])
  })
  return `{"clients":${JSON.stringify([...clients.keys()])},\n"clues":${JSON.stringify([...clues.keys()])},\n"symptoms":[\n${lines.join(',\n')}\n]}\n`
}

/** The symptoms that {@link packed} wrote. */
export function unpacked(text: string): Symptom[] {
  const { clients, clues, symptoms } = JSON.parse(text) as Packed
  return symptoms.map(([own, seen]) => ({
    clues: new Set(own.map((place) => clues[place]!)),
    seen: Object.entries(seen).flatMap(([fault, places]) =>
      [...Map.groupBy(places, (place) => place)].map(([place, all]) => ({ fault, client: clients[place]!, count: all.length })),
    ),
  }))
}

function placesOf(texts: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(texts)].map((text, place) => [text, place]))
}
