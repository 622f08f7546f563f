"""Which flows and events of the models the features reach, from the service's own history over REST."""
