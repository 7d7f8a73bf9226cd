// The code of the imaginary server. A frame is written as the runtime prints it, without the offset:
// `function(arguments) file:line`. In the arguments, `@` stands for a pointer and `#` for a small number, which differ
// from goroutine to goroutine; `(...)` is an inlined call. Paths are those of a build with `-trimpath`.

/** A kind of wait: the state in the header, and the frames that `debug=2` and SIGQUIT show on top of the stack. */
export interface Wait {
  readonly reason: string;
  /** Innermost first. */
  readonly frames: readonly string[];
  /** The runtime's innermost frames, which only a SIGQUIT shows. */
  readonly runtimeFrames: readonly string[];
}

const park = 'runtime.gopark(@?, @?, #?, #?, #?) runtime/proc.go:424';
const semacquire = [
  'runtime.goparkunlock(...) runtime/proc.go:430',
  'runtime.semacquire1(@, #, #, #, #) runtime/sema.go:178',
];
const chanrecv = 'runtime.chanrecv(@, @, #) runtime/chan.go:639';
const poll = 'internal/poll.runtime_pollWait(@, #) runtime/netpoll.go:351';
const pollWait = 'internal/poll.(*pollDesc).wait(@, @?, #) internal/poll/fd_poll_runtime.go:84';
const pollRead = 'internal/poll.(*pollDesc).waitRead(...) internal/poll/fd_poll_runtime.go:89';

export const waits: readonly Wait[] = [
  {
    reason: 'chan receive',
    frames: [],
    runtimeFrames: [park, chanrecv, 'runtime.chanrecv1(@?, @?) runtime/chan.go:489'],
  },
  {
    reason: 'select',
    frames: [],
    runtimeFrames: [park, 'runtime.selectgo(@, @, @?, #, #?, #) runtime/select.go:335'],
  },
  {
    reason: 'chan send',
    frames: [],
    runtimeFrames: [
      park,
      'runtime.chansend(@, @, #, @) runtime/chan.go:259',
      'runtime.chansend1(@?, @?) runtime/chan.go:161',
    ],
  },
  {
    reason: 'chan receive',
    frames: [],
    runtimeFrames: [park, chanrecv, 'runtime.chanrecv2(@?, @?) runtime/chan.go:494'],
  },
  {
    reason: 'sync.Mutex.Lock',
    frames: [
      'internal/sync.runtime_SemacquireMutex(@, #, #) runtime/sema.go:95',
      'internal/sync.(*Mutex).lockSlow(@) internal/sync/mutex.go:149',
      'internal/sync.(*Mutex).Lock(...) internal/sync/mutex.go:70',
      'sync.(*Mutex).Lock(...) sync/mutex.go:46',
    ],
    runtimeFrames: [park, ...semacquire],
  },
  { reason: 'sleep', frames: ['time.Sleep(#) runtime/time.go:315'], runtimeFrames: [park] },
  {
    reason: 'semacquire',
    frames: [
      'sync.runtime_SemacquireWaitGroup(@?) runtime/sema.go:110',
      'sync.(*WaitGroup).Wait(@) sync/waitgroup.go:118',
    ],
    runtimeFrames: [park, ...semacquire],
  },
  {
    reason: 'sync.Cond.Wait',
    frames: ['sync.runtime_notifyListWait(@, #) runtime/sema.go:587', 'sync.(*Cond).Wait(@) sync/cond.go:71'],
    runtimeFrames: [park, 'runtime.goparkunlock(...) runtime/proc.go:430'],
  },
  {
    reason: 'IO wait',
    frames: [
      poll,
      pollWait,
      pollRead,
      'internal/poll.(*FD).Read(@, {@, #, #}) internal/poll/fd_unix.go:165',
      'net.(*netFD).Read(@, {@?, #?, #?}) net/fd_posix.go:55',
      'net.(*conn).Read(@, {@?, #?, #?}) net/net.go:189',
    ],
    runtimeFrames: [park, 'runtime.netpollblock(@?, #?, #?) runtime/netpoll.go:575'],
  },
  {
    reason: 'sync.RWMutex.RLock',
    frames: [
      'sync.runtime_SemacquireRWMutexR(@?, #?, #?) runtime/sema.go:100',
      'sync.(*RWMutex).RLock(...) sync/rwmutex.go:74',
    ],
    runtimeFrames: [park, ...semacquire],
  },
];

/** Calls of the program and its dependencies, at any depth of a stack. */
export const calls: readonly string[] = [
  'example.com/shop/internal/hub.(*Client).writePump(@) example.com/shop/internal/hub/client.go:121',
  'example.com/shop/internal/hub.(*Client).readPump(@, {@, @}) example.com/shop/internal/hub/client.go:84',
  'example.com/shop/internal/hub.(*Hub).run(@) example.com/shop/internal/hub/hub.go:57',
  'example.com/shop/internal/hub.(*Hub).broadcast(@, {@, #}, {@, #, #}) example.com/shop/internal/hub/hub.go:101',
  'example.com/shop/internal/pool.(*Pool).work(...) example.com/shop/internal/pool/pool.go:32',
  'example.com/shop/internal/pool.(*Pool).Submit(@, @) example.com/shop/internal/pool/pool.go:49',
  'example.com/shop/internal/cart.(*Service).Checkout(@, {@, @}, @) example.com/shop/internal/cart/service.go:212',
  'example.com/shop/internal/cart.(*Service).lock(@, {@, #}) example.com/shop/internal/cart/lock.go:40',
  'example.com/shop/internal/store.(*Store).withTx(@, {@, @}, @) example.com/shop/internal/store/tx.go:66',
  'example.com/shop/internal/store.(*Store).Orders.func1() example.com/shop/internal/store/orders.go:93',
  'example.com/shop/internal/cache.(*Cache[...]).refresh(@, {@?, @?}) example.com/shop/internal/cache/cache.go:138',
  'example.com/shop/internal/cache.(*Cache[...]).Get(...) example.com/shop/internal/cache/cache.go:71',
  'example.com/shop/internal/events.(*Consumer).loop(@, {@, @}) example.com/shop/internal/events/consumer.go:77',
  'example.com/shop/internal/events.(*Consumer).handle(@, {@, @}, @) example.com/shop/internal/events/consumer.go:119',
  'example.com/shop/internal/api.(*Server).withTimeout.func1({@, @}, @) example.com/shop/internal/api/middleware.go:58',
  'example.com/shop/internal/api.(*Server).order(@, {@, @}, @) example.com/shop/internal/api/order.go:35',
  'example.com/shop/internal/mail.(*Queue).drain(@) example.com/shop/internal/mail/queue.go:44',
  'main.watchConfig({@, @}, {@, #}) example.com/shop/cmd/shop/config.go:27',
  'github.com/gorilla/websocket.(*Conn).NextReader(@) github.com/gorilla/websocket@v1.5.3/conn.go:1034',
  'github.com/gorilla/websocket.(*Conn).ReadMessage(@) github.com/gorilla/websocket@v1.5.3/conn.go:1093',
  'github.com/gorilla/websocket.(*Conn).advanceFrame(@) github.com/gorilla/websocket@v1.5.3/conn.go:819',
  'github.com/jackc/pgx/v5.(*Conn).Query(@, {@, @}, {@, #}, {@, #, #}) github.com/jackc/pgx/v5@v5.7.1/conn.go:719',
  'github.com/jackc/pgx/v5/pgconn.(*PgConn).peekMessage(@) github.com/jackc/pgx/v5@v5.7.1/pgconn/pgconn.go:571',
  'github.com/jackc/pgx/v5/pgxpool.(*Pool).Acquire(@, {@, @}) github.com/jackc/pgx/v5@v5.7.1/pgxpool/pool.go:557',
  'github.com/redis/go-redis/v9/internal/pool.(*ConnPool).waitTurn(@, {@, @}) github.com/redis/go-redis/v9@v9.7.0/internal/pool/pool.go:300',
  'github.com/redis/go-redis/v9.(*baseClient).withConn(@, {@, @}, @) github.com/redis/go-redis/v9@v9.7.0/redis.go:412',
  'github.com/segmentio/kafka-go.(*Reader).FetchMessage(@, {@, @}) github.com/segmentio/kafka-go@v0.4.47/reader.go:832',
  'github.com/nats-io/nats%2ego.(*Conn).waitForMsgs(@, @) github.com/nats-io/nats.go@v1.37.0/nats.go:3214',
  'google.golang.org/grpc/internal/transport.(*recvBufferReader).read(@, #) google.golang.org/grpc@v1.68.0/internal/transport/transport.go:180',
  'google.golang.org/grpc/internal/transport.(*controlBuffer).get(@, #) google.golang.org/grpc@v1.68.0/internal/transport/controlbuf.go:412',
  'golang.org/x/sync/errgroup.(*Group).Go.func1() golang.org/x/sync@v0.9.0/errgroup/errgroup.go:78',
  'go.uber.org/zap.(*Logger).Check(...) go.uber.org/zap@v1.27.0/logger.go:186',
  'database/sql.(*DB).connectionOpener(@, {@, @}) database/sql/sql.go:1253',
  'net/http.(*conn).serve(@, {@, @}) net/http/server.go:2092',
  'net/http.(*persistConn).writeLoop(@) net/http/transport.go:2519',
  'net/http.(*persistConn).roundTrip(@, @) net/http/transport.go:2731',
  'net/http.HandlerFunc.ServeHTTP(@?, {@?, @?}, @?) net/http/server.go:2220',
  'bufio.(*Reader).Peek(@, #) bufio/bufio.go:152',
  'bufio.(*Reader).fill(@) bufio/bufio.go:110',
  'io.ReadAtLeast({@, @}, {@, #, #}, #) io/io.go:335',
];

/** Functions with a `go` statement. */
export const creators: readonly string[] = [
  'example.com/shop/internal/hub.(*Hub).Serve example.com/shop/internal/hub/hub.go:43',
  'example.com/shop/internal/pool.New example.com/shop/internal/pool/pool.go:15',
  'example.com/shop/internal/events.(*Consumer).Start example.com/shop/internal/events/consumer.go:52',
  'net/http.(*Server).Serve net/http/server.go:3360',
  'net/http.(*Transport).dialConn net/http/transport.go:1944',
  'golang.org/x/sync/errgroup.(*Group).Go golang.org/x/sync@v0.9.0/errgroup/errgroup.go:75',
  'google.golang.org/grpc.(*Server).serveStreams google.golang.org/grpc@v1.68.0/server.go:1026',
  'main.main example.com/shop/cmd/shop/main.go:60',
];
