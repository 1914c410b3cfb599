import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { recipes } from '../../recipes/catalogue.ts'
import * as factories from '../../recipes/index.ts'
import { anthropic, brownout, openai, readPlan, writePlan } from '../../src/index.ts'

const files = readdirSync(new URL('../../recipes/', import.meta.url)).filter((file) => !['index.ts', 'catalogue.ts'].includes(file))

describe('the recipes', () => {
  it('hold every recipe that there is a file for', () => {
    expect(new Set(recipes.map(({ recipe }) => `${recipe.name}.ts`))).toEqual(new Set(files))
  })

  it('hold every recipe that the index exports, under its name in camelCase', () => {
    const inCamelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    expect(new Map(Object.entries(factories))).toEqual(new Map(recipes.map((factory) => [inCamelCase(factory.recipe.name), factory])))
  })
})

describe.each(recipes.map((factory) => [factory.recipe.name, factory] as const))('%s', (_, factory) => {
  const { recipe } = factory

  it('describes its events, the sources of its figures, and the properties that it tends to break', () => {
    expect(recipe.summary).toMatch(/^[A-Za-z][^\n]+[^.\n]$/)
    expect(recipe.story.split(/(?<=\.) /).length).toBeGreaterThanOrEqual(3)
    expect([recipe.sources, recipe.sourced, recipe.breaks]).not.toContainEqual([])
    const origins = [...recipe.sourced, ...recipe.assumed, ...recipe.invented]
    expect(new Set(origins).size).toBe(origins.length)
    for (const source of recipe.sources) expect(source, 'a page, not a bare domain').toMatch(/^https:\/\/[^/]+\/./)
  })

  it('is in force only while it lasts', () => {
    const { injections, length } = factory()
    expect(injections.length).toBeGreaterThan(0)
    for (const { trigger } of injections) expect(trigger.between!.to).toBeLessThanOrEqual(length)
  })

  it('can be played and written down', () => {
    const chaos = brownout({ providers: [openai(), anthropic()] })
    chaos.play(factory({ intensity: 0.5, speed: 60, on: 'openai' }))
    const plan = writePlan(chaos.injections)
    expect(writePlan(readPlan(JSON.parse(JSON.stringify(plan)), catalogue))).toEqual(plan)
  })
})
