// Never ends, and holds its output open.
setInterval(() => {}, 1_000)
console.log(process.pid)
