"""Job fairs: the page that invites to one, and the shared tablet that stands there.

The team makes the link of the tablet (`backoffice.fairs`); whoever opens it on a tablet presses one button (`link`),
and from then on that browser shows the jobs of the fair and takes applications (`tablet`), one learner after the
other. Nothing of one learner is there for the next: the browser holds no application, no page is kept, a page that
is left alone goes back to the jobs by itself, in the first language of the association.
"""
