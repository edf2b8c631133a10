/** Stylesheets are imported for their effect; the bundler turns them into one static file. */
declare module '*.css';
