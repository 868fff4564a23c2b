/** So much of what was told with one key is known. */
const HISTORY = 16;

/**
 * Appends entries, or none, and says what became of each: its number, or 0 for a repeat. All of a call is done at once,
 * beside nothing else. Before that it looks whether the caller knows where the stream stands, and changes nothing where
 * not:
 *
 * - `late`: the call was read after its caller had stopped waiting. A server that was stopped for a while would
 *   otherwise do old calls after newer ones.
 * - `moved`: the stream is in another epoch than the caller thinks. A new one begins when there is no stream, or only
 *   parts of one; and when the stream ends before what the caller has seen of it, since a replica without the last
 *   entries took over: what is left stays, under another name.
 *
 * `base` is the epoch in which the stream was made: what was told before that is not remembered.
 *
 * Of each key it is known what was told lately and when that came, oldest first: an entry may have waited at its relay,
 * `age` ms, while others told what came before or after it. It is a repeat where the same was said just before it came, or
 * next after. An alert that comes to stand behind what is newer than it is followed by that once more, so that the stream
 * ends with what is true. One that waited has a number in the journal it waited in, and is taken in once for all time.
 */
export const SCRIPT = `
local meta, stream, have, firing, order = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local known, seen, fresh, deadline = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local keep, remember, most, told = ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8]
local known_for = ARGV[9]

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if deadline > 0 and now > deadline then return {'late', now} end

local state = redis.call('HMGET', meta, 'epoch', 'base', 'seq')
local epoch, base, seq = state[1], state[2], tonumber(state[3] or '0')
if not epoch or (redis.call('EXISTS', stream) == 1) ~= (seq > 0) then
  redis.call('DEL', meta, stream, have, firing, order)
  redis.call('HSET', meta, 'epoch', fresh, 'base', fresh, 'seq', 0)
  return {'moved', now, fresh}
end
if epoch == known and seq < seen then
  redis.call('HSET', meta, 'epoch', fresh)
  return {'moved', now, fresh}
end
if epoch ~= known then return {'moved', now, epoch} end

local function nameOf(key) return told .. ':' .. base .. ':' .. key end

local function historyOf(key)
  local history = {}
  for value, came, number in string.gmatch(redis.call('GET', nameOf(key)) or '', '(%S+) (%d+) (%d+)') do
    history[#history + 1] = {value, tonumber(came), number}
  end
  return history
end

-- After which of them it came.
local function placeIn(history, came)
  local place = #history
  while place > 0 and history[place][2] > came do place = place - 1 end
  return place
end

local function isTold(history, place, value, came)
  local before, after = history[place], history[place + 1]
  if before and before[1] == value and came - before[2] < remember then return true end
  return after ~= nil and after[1] == value
end

local function keepHistory(key, history)
  local lines = {}
  for index, one in ipairs(history) do lines[index] = one[1] .. ' ' .. string.format('%.0f', one[2]) .. ' ' .. one[3] end
  redis.call('SET', nameOf(key), table.concat(lines, ' '), 'EX', known_for)
end

local function note(alert, status, number, text)
  redis.call('HDEL', firing, alert)
  redis.call('ZREM', order, alert)
  if status ~= 'firing' then return end
  redis.call('HSET', firing, alert, number .. ' ' .. text)
  redis.call('ZADD', order, number, alert)
  if redis.call('ZCARD', order) > most then redis.call('HDEL', firing, redis.call('ZPOPMIN', order)[1]) end
end

-- So that a caller without entries, too, hears when nothing can be written.
redis.call('HSET', meta, 'epoch', epoch)
local reply = {'ok', now, seq}

local function add(first, second)
  seq = seq + 1
  local number = string.format('%.0f', seq)
  local text = '{"seq":' .. number .. first
  if second ~= '' then text = text .. number .. second end
  redis.call('XADD', stream, 'MAXLEN', '~', keep, number .. '-0', 'epoch', epoch, 'entry', text)
  redis.call('HSET', meta, 'seq', number)
  return number, text
end

local function remind(key, history, place, item)
  table.insert(history, place + 1, item)
  if #history > ${HISTORY} then table.remove(history, 1) end
  keepHistory(key, history)
end

-- What is told of the alert last, behind its number; nothing where it is kept no more.
local function newestOf(history)
  local id = history[#history][3] .. '-0'
  local found = redis.call('XRANGE', stream, id, id)[1]
  return found and string.match(found[2][4], '^{"seq":%d+(.*)$')
end

local function takeAlert(key, value, alert, status, first, came)
  local history = historyOf(key)
  local place = placeIn(history, came)
  if isTold(history, place, value, came) then return 0 end
  local newer = false
  if place < #history then
    newer = newestOf(history)
    if not newer then return 0 end
  end
  local number, text = add(first, '')
  local own = seq
  remind(key, history, place, {value, came, number})
  note(alert, status, number, text)
  if newer then
    number, text = add(newer, '')
    history[#history][3] = number
    keepHistory(key, history)
    note(alert, cjson.decode(text).alert.status, number, text)
  end
  return own
end

local function takeTold(key, first, second, came)
  local history = historyOf(key)
  local place = placeIn(history, came)
  if isTold(history, place, '-', came) then return 0 end
  local number = add(first, second)
  redis.call('HSET', have, epoch, number)
  remind(key, history, place, {'-', came, number})
  return seq
end

local function takeFact(origin, value, first)
  if tonumber(value) <= tonumber(redis.call('HGET', have, origin) or '0') then return 0 end
  add(first, '')
  redis.call('HSET', have, origin, value)
  return seq
end

local function hasHad(journal, number)
  return journal ~= '' and tonumber(number) <= tonumber(redis.call('HGET', have, journal) or '0')
end

for at = 10, #ARGV, 10 do
  local kind, key, value, alert, status, first, second, journal, number, age = unpack(ARGV, at, at + 9)
  local came = now - tonumber(age)
  local taken = 0
  if not hasHad(journal, number) then
    if kind == 'alert' then taken = takeAlert(key, value, alert, status, first, came)
    elseif kind == 'told' then taken = takeTold(key, first, second, came)
    else taken = takeFact(key, value, first) end
    if journal ~= '' then redis.call('HSET', have, journal, number) end
  end
  reply[#reply + 1] = taken
end
return reply
`;
