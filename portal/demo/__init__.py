"""A believable association, built through the domain's own verbs. People in it are invented."""
