-- wrk: each request another one of a file of paths. Arguments: the file, the line to begin after.
local n_threads = 0

function setup(thread)
  thread:set("place", n_threads)
  n_threads = n_threads + 1
end

function init(arguments)
  paths = {}
  local skip, n = tonumber(arguments[2]), 0
  for line in io.lines(arguments[1]) do
    n = n + 1
    if n % 2 == place then paths[#paths + 1] = wrk.format("GET", line) end
  end
  at = math.floor(skip / 2) % #paths
end

function request()
  at = at % #paths + 1
  return paths[at]
end
