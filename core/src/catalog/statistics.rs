//! What is known of the values of columns.

use super::histogram::{Bucket, MySqlHistogram};
use super::list::Named;
use super::read::{Fault, FromJson, array, expect, field, object, record, scalar, unknown};
use super::scale::Scale;
use super::selectivity::Selectivity;
use crate::json::{Kind, Reader};

record! {
    /// What is known of the values of a column or of an expression of an index (`pg_stats`, or a histogram of MySQL).
    pub struct ColumnStatistics {
        /// Average bytes of a value.
        pub width: Option<f64>,
        /// The number of distinct values; negative, its share of the rows (-1: all distinct).
        pub distinct: Option<f64>,
        /// The share of nulls, 0 to 1.
        pub null_share: Option<f64>,
        /// How far the order on disk follows the values: 1 entirely, -1 in reverse, 0 not at all.
        pub correlation: Option<f64>,
        /// The most common values as text; absent where the document holds no values.
        pub most_common: Option<Vec<String>>,
        /// Their shares of all rows, in the same order, descending.
        pub most_common_shares: Vec<f64>,
        /// Values that divide the others into parts of equal size; absent where the document holds no values.
        pub histogram: Option<Vec<String>>,
        /// The most common elements of arrays or words of texts (`tsvector`).
        pub most_common_elements: Option<Vec<String>>,
        /// The shares of rows that hold them; behind them the least, the greatest and that of null elements.
        pub most_common_element_shares: Vec<f64>,
        /// The parts of MySQL's equi-height histogram.
        pub buckets: Vec<Bucket>,
        /// MySQL's histogram as the document has it; none once it is read, for then it is part of the above.
        pub mysql_histogram: Option<MySqlHistogram>,
    }
}

impl ColumnStatistics {
    /// Which share of the rows conditions let through, of a table of so many rows.
    pub fn selectivity(&self, scale: Scale, rows: Option<f64>) -> Selectivity<'_> {
        Selectivity::new(Some(self), scale, rows)
    }

    /// The most common values with their shares.
    pub fn common(&self) -> impl Iterator<Item = (&str, f64)> {
        let values = self.most_common.iter().flatten().map(String::as_str);
        values.zip(self.most_common_shares.iter().copied())
    }

    /// The most common elements with the shares of rows that hold them.
    pub fn common_elements(&self) -> impl Iterator<Item = (&str, f64)> {
        let values = self.most_common_elements.iter().flatten().map(String::as_str);
        values.zip(self.most_common_element_shares.iter().copied())
    }

    /// Takes apart what only MySQL has, and keeps shares to what shares can be.
    pub(super) fn settle(&mut self) {
        self.take_apart();
        let shares = self.most_common_shares.iter_mut().chain(&mut self.most_common_element_shares);
        for share in shares.chain(&mut self.null_share) {
            *share = share.max(0.0);
        }
        for share in self.most_common_shares.iter_mut().chain(&mut self.null_share) {
            *share = share.min(1.0);
        }
        self.distinct = self.distinct.map(|distinct| distinct.max(-1.0));
        for bucket in &mut self.buckets {
            (bucket.share, bucket.distinct) = (bucket.share.clamp(0.0, 1.0), bucket.distinct.max(0.0));
        }
    }

    fn take_apart(&mut self) {
        let Some(histogram) = self.mysql_histogram.take() else { return };
        self.null_share = self.null_share.or(histogram.null_share);
        self.distinct = self.distinct.or(histogram.distinct());
        let (values, shares) = histogram.singletons.into_iter().unzip();
        if !histogram.is_equi_height {
            (self.most_common, self.most_common_shares) = (Some(values), shares);
        }
        self.buckets = histogram.buckets;
    }
}

record! {
    /// What is known of several columns together (`CREATE STATISTICS`).
    pub struct ExtendedStatistics {
        /// Its name.
        pub name: String,
        /// Its schema.
        pub schema: String,
        /// The columns, in the order of the table.
        pub columns: Vec<String>,
        /// The expressions beside them (PostgreSQL 14).
        pub expressions: Vec<String>,
        /// What it is to know: `distinct`, `dependencies`, `most common`, `expressions`.
        pub kinds: Vec<String>,
        /// The statement that makes it.
        pub definition: Option<String>,
        /// Distinct combinations of its columns.
        pub distinct: Groups,
        /// How far columns determine others.
        pub dependencies: Dependencies,
        /// The most common combinations, each with a value for each column, then expression; null for a null.
        pub most_common: Option<Vec<Vec<Option<String>>>>,
        /// Their shares of all rows.
        pub most_common_shares: Vec<f64>,
        /// The shares they would have, were the columns independent.
        pub most_common_base_shares: Vec<f64>,
    }
}

impl Named for ExtendedStatistics {
    fn name(&self) -> &str {
        &self.name
    }
}

/// How many distinct combinations a group of columns has.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GroupDistinct {
    /// The columns.
    pub columns: Vec<String>,
    /// How many combinations.
    pub distinct: f64,
}

/// How far columns determine another one.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Dependency {
    /// The columns that determine it.
    pub from: Vec<String>,
    /// The column that is determined.
    pub to: String,
    /// In which share of the rows, 0 to 1.
    pub degree: f64,
}

/// A list read out of PostgreSQL's own form.
macro_rules! own_list {
    ($name:ident, $item:ident) => {
        #[doc = concat!("A list of [`", stringify!($item), "`]s.")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name(Vec<$item>);

        impl std::ops::Deref for $name {
            type Target = [$item];

            fn deref(&self) -> &[$item] {
                &self.0
            }
        }

        impl<'l> IntoIterator for &'l $name {
            type Item = &'l $item;
            type IntoIter = std::slice::Iter<'l, $item>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.iter()
            }
        }
    };
}

own_list!(Groups, GroupDistinct);
own_list!(Dependencies, Dependency);

/// An entry of the list that PostgreSQL 19 writes.
#[derive(Default)]
struct Entry {
    attributes: Vec<Number>,
    distinct: f64,
    dependency: Number,
    degree: f64,
}

/// The number of a column, as text.
#[derive(Clone, Default)]
struct Number(String);

impl FromJson for Number {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        scalar(reader, "the number of a column").map(Self)
    }
}

impl FromJson for Entry {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut entry = Self::default();
        object(reader, |key, reader| match key {
            "attributes" => field(&mut entry.attributes, reader),
            "ndistinct" => field(&mut entry.distinct, reader),
            "dependency" => field(&mut entry.dependency, reader),
            "degree" => field(&mut entry.degree, reader),
            _ => unknown(reader),
        })?;
        Ok(entry)
    }
}

impl FromJson for Groups {
    /// `{"1, 2": 100}` until PostgreSQL 18, `[{"attributes": [1, 2], "ndistinct": 100}]` since 19.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut groups = Vec::new();
        if reader.peek()? == Kind::Array {
            array(reader, |reader| {
                let entry = Entry::from_json(reader)?;
                let columns = entry.attributes.into_iter().map(|number| number.0).collect();
                groups.push(GroupDistinct { columns, distinct: entry.distinct });
                Ok(())
            })?;
            return Ok(Self(groups));
        }
        object(reader, |key, reader| {
            expect(reader, Kind::Number, "a number")?;
            let distinct = reader.number()?.value;
            groups.push(GroupDistinct { columns: split(key), distinct });
            Ok(())
        })?;
        Ok(Self(groups))
    }
}

impl FromJson for Dependencies {
    /// `{"1, 2 => 3": 0.5}` until PostgreSQL 18, `[{"attributes": [1, 2], "dependency": 3, "degree": 0.5}]` since 19.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut dependencies = Vec::new();
        if reader.peek()? == Kind::Array {
            array(reader, |reader| {
                let entry = Entry::from_json(reader)?;
                let from = entry.attributes.into_iter().map(|number| number.0).collect();
                dependencies.push(Dependency { from, to: entry.dependency.0, degree: entry.degree });
                Ok(())
            })?;
            return Ok(Self(dependencies));
        }
        object(reader, |key, reader| {
            expect(reader, Kind::Number, "a number")?;
            let degree = reader.number()?.value;
            if let Some((from, to)) = key.split_once("=>") {
                dependencies.push(Dependency { from: split(from), to: to.trim().to_owned(), degree });
            }
            Ok(())
        })?;
        Ok(Self(dependencies))
    }
}

fn split(list: &str) -> Vec<String> {
    list.split(',').map(|part| part.trim().to_owned()).collect()
}

impl ExtendedStatistics {
    /// Puts the names of columns where PostgreSQL has their numbers; those of expressions, which are negative, stay.
    pub(super) fn settle<'c>(&mut self, name_of: impl Fn(u32) -> Option<&'c str>) {
        let name = |number: &mut String| {
            if let Some(name) = number.parse().ok().and_then(&name_of) {
                name.clone_into(number);
            }
        };
        self.distinct.0.iter_mut().flat_map(|group| &mut group.columns).for_each(name);
        for dependency in &mut self.dependencies.0 {
            dependency.from.iter_mut().for_each(name);
            name(&mut dependency.to);
        }
    }
}
