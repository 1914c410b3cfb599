import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../faults/catalogue.ts'
import * as factories from '../../faults/index.ts'
import { families, symptoms } from '../../src/engine/model/fault-traits.ts'
import { stages } from '../../src/engine/model/fault.ts'

const files = readdirSync(new URL('../../faults/', import.meta.url)).filter((file) => !['index.ts', 'catalogue.ts'].includes(file))

describe('the catalogue', () => {
  it('holds every fault that there is a file for', () => {
    expect(catalogue.map((fault) => `${fault.name}.ts`).toSorted()).toEqual(files.toSorted())
  })

  it('holds every fault that the index exports, under its name in camelCase', () => {
    const inCamelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    expect(new Map(Object.entries(factories).map(([name, { fault }]) => [name, fault]))).toEqual(
      new Map(catalogue.map((fault) => [inCamelCase(fault.name), fault])),
    )
  })

  it('is in the order of the families, and no family is empty', () => {
    const places = catalogue.map(({ family }) => families.indexOf(family))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(new Set(places).size).toBe(families.length)
  })

  it('has a fault for every symptom', () => {
    expect(new Set(catalogue.map(({ shows }) => shows))).toEqual(new Set(Object.keys(symptoms)))
  })
})

describe.each(catalogue.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
  it('acts at a stage', () => {
    expect(stages.filter((stage) => fault[stage] !== undefined)).not.toEqual([])
  })

  it('summarizes its effect in one line, and names the properties that it tends to violate', () => {
    expect(fault.summary).toMatch(/^[a-z][^.\n]+$/)
    expect(fault.breaks).not.toEqual([])
  })

  it('links to a source', () => {
    expect(fault.sources).not.toEqual([])
    for (const source of fault.sources) expect(source, 'a page, not a bare domain').toMatch(/^https:\/\/[^/]+\/./)
  })

  it('has a default or can be omitted for every parameter, and describes it', () => {
    const { properties = {}, required = [] } = z.toJSONSchema(fault.parameters, { io: 'input', unrepresentable: 'any' })
    expect(required).toEqual([])
    for (const parameter of Object.values(properties)) expect(parameter).toHaveProperty('description')
  })
})
