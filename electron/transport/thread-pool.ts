/**
 * Calls into PC/SC wait in libuv's thread pool: one thread for the watch and one for each card that computes, which
 * takes minutes for RSA-4096. With the pool's default of 4 threads, three such cards would stop every file access of
 * the app. libuv reads the variable when the pool is first used, so main loads this before anything else.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '32';
