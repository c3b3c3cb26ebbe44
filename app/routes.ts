// Routes are the files of app/routes, named in Remix's flat convention.
import { flatRoutes } from '@remix-run/fs-routes';

export default flatRoutes();
