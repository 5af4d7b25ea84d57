-- For wrk: sends the requests of a file by turns, a line of it each, "path token". What came of it is one line of JSON.
local targets = {}
local count = 0

function setup(thread)
  count = count + 1
  thread:set("number", count)
end

function init(args)
  for line in io.lines(args[1]) do
    local path, token = line:match("^(%S+) (%S+)$")
    targets[#targets + 1] = wrk.format("GET", path, {["Authorization"] = "Bearer " .. token, ["Accept"] = "application/json"})
  end
  math.randomseed(number)
end

function request()
  return targets[math.random(#targets)]
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('RESULT %d %d %.0f %.0f %d\n', summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
