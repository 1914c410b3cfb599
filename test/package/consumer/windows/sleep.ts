// Never ends. Prints the number of its process.
setInterval(() => {}, 1_000)
console.log(process.pid)
