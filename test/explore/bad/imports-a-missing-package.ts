// @ts-expect-error -- there is no such package
import { client } from 'a-package-that-is-not-installed'

export const ask = (question: string): unknown => client.ask(question)
