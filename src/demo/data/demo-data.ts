import type { StoryData } from '../../report/data/finding-data.ts'
import type { RuleData } from '../../report/data/search-data.ts'

/** An app in the demo. */
export interface AppData {
  /** `Naive app`. */
  readonly name: string
  /** The name in one word, for the scorecard. */
  readonly short: string
  /** Its origin, in a few words. */
  readonly note: string
}

/** A fault of a recipe that can be switched off. */
export interface SwitchData {
  /** The fault's name, with its provider if the recipe uses the fault for several: `overloaded` or `server-error:openai`. */
  readonly id: string
  readonly fault: string
  /** Its effect, for people who do not read code: `OpenAI stops midway`. */
  readonly words: string
  /** The same without the provider: `stops midway`. */
  readonly does: string
}

/** How a customer experiences an answer. */
export type Experience = 'answered' | 'less' | 'half' | 'wrong' | 'late' | 'none'

/** How a customer experiences an answer, also as a sentence. */
export interface ExperienceData {
  readonly kind: Experience
  readonly words: string
}

/** A violated rule, as its place in {@link DemoData.rules}, and how. */
export interface BrokenRule {
  readonly rule: number
  readonly how: string
}

/** How one app served one customer, with some switches off. */
export interface TakeData {
  /** Places of the switches that are off, in order. */
  readonly off: readonly number[]
  /** Places of the switches whose faults fired. Only switching these off as well can make a difference. */
  readonly fired: readonly number[]
  readonly story: StoryData
  /** The text that the customer read in the end. */
  readonly read: string
  readonly experience: ExperienceData
  readonly broken: readonly BrokenRule[]
}

/** All possible courses for one customer of one app. */
export interface CustomerData {
  /** The text that the customer reads without a fault. */
  readonly usual: string
  /** The first has every switch on. */
  readonly takes: readonly TakeData[]
}

/** A recipe's day under one seed: the customers of each app, in order. */
export interface SeedData {
  readonly seed: string
  readonly apps: readonly [readonly CustomerData[], readonly CustomerData[]]
}

/** A period of a day. Times are in ms of the recipe. */
export interface PhaseData {
  readonly from: number
  readonly to: number
  readonly what: string
  /** Places of its faults in {@link DayData.switches}. */
  readonly switches: readonly number[]
}

/** A customer's question, and when it is sent, in ms of the recipe. */
export interface QuestionData {
  readonly asked: string
  readonly at: number
}

/** The day of a recipe. */
export interface DayData {
  readonly recipe: string
  readonly summary: string
  readonly story: string
  /** In ms of the recipe. */
  readonly length: number
  readonly phases: readonly PhaseData[]
  readonly switches: readonly SwitchData[]
  readonly questions: readonly QuestionData[]
  readonly seeds: readonly SeedData[]
}

/** The first customer that the page shows. */
export interface StartData {
  readonly recipe: string
  readonly seed: string
  /** From 1. */
  readonly customer: number
  /** Ids of switches that are off. */
  readonly off: readonly string[]
}

/** Everything that the demo page shows, as JSON. */
export interface DemoData {
  readonly brownout: string
  readonly apps: readonly [AppData, AppData]
  readonly rules: readonly Pick<RuleData, 'id' | 'statement' | 'titles' | 'hint'>[]
  readonly days: readonly DayData[]
  /** Recipes that are not in this file. */
  readonly others: readonly { readonly recipe: string; readonly summary: string }[]
  readonly start: StartData
  /** The options of the command that chose the apps, such as ` --app ./ask.ts`. */
  readonly options: string
}
