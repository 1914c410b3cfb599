import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue as faults } from '../../faults/catalogue.ts'
import { recipes } from '../../recipes/catalogue.ts'
import { nameOf, properties } from '../../src/property/catalogue.ts'
import * as face from '../../src/property/index.ts'

const known = properties.map(({ property }) => nameOf(property))

function inCamelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

function sourceOf(name: string): string {
  const folder = name === 'guardrail-catches' ? 'guard' : 'properties'
  return readFileSync(new URL(`../../src/property/${folder}/${name}.ts`, import.meta.url), 'utf8')
}

describe('the catalogue of properties', () => {
  it('holds every property that there is a file for', () => {
    const folder = new URL('../../src/property/properties/', import.meta.url)
    const files = readdirSync(folder).filter(
      (file) => file.endsWith('.ts') && readFileSync(new URL(file, folder), 'utf8').includes('): Property {'),
    )
    expect(new Set(known.filter((name) => name !== 'guardrail-catches').map((name) => `${name}.ts`))).toEqual(new Set(files))
  })

  it('names each as the face does', () => {
    for (const name of known) expect(Object.keys(face)).toContain(inCamelCase(name))
  })

  it('shows the example of its documentation', () => {
    for (const { property, example } of properties) expect(sourceOf(nameOf(property))).toContain(` * ${example}\n`)
  })

  it('has each with a statement, its evidence and a hint, and with tests on an SDK', () => {
    for (const { property } of properties) {
      expect(property.statement).toMatch(/^[a-z0-9].*[^.]$/)
      expect(property.evidence).toMatch(/\w/)
      expect(property.hint).toMatch(/\.$/)
      const test = readFileSync(new URL(`properties/${nameOf(property)}.test.ts`, import.meta.url), 'utf8')
      expect(test).toMatch(/failureOf\(|ResilienceError|judged\(/)
    }
  })
})

describe('what faults and recipes list as the properties that they break', () => {
  it.for(faults.map(({ name, breaks }) => [name, breaks] as const))('the fault %s', ([, breaks]) => {
    for (const name of breaks) expect(known).toContain(name)
    expect(new Set(breaks).size).toBe(breaks.length)
  })

  it.for(recipes.map(({ recipe }) => [recipe.name, recipe.breaks] as const))('the recipe %s', ([, breaks]) => {
    for (const name of breaks) expect(known).toContain(name)
  })
})
