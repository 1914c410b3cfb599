throw new Error('no key')
